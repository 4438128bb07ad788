"""What `bot.stores.locks` has Redis do, each in one atomic step.

Each takes the keys of a conversation (its holder's ticket, the tickets that wait by when they came, and by when they
were last heard of) and a ticket and the lease in milliseconds. All of it expires a lease after the last word.
"""

# A Redis that just started may have forgotten who holds what: nobody is let in until all those have spoken up or have
# stopped. Redis counts its age in whole seconds, so one more than the lease.
_YOUNG = """
local function young(lease)
  local age = tonumber(string.match(redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)'))
  return math.max(0, lease + 1000 - age * 1000)
end
"""

# Get in line, with ARGV[3] at the place of before, and take the conversation if it is free and nobody was there first.
# Gives when it came, and the milliseconds after which to ask again, 0 if it has the conversation.
ASK = (
    _YOUNG
    + """
local held, queue, heard = KEYS[1], KEYS[2], KEYS[3]
local ticket, lease, arrival = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
if redis.call('GET', held) == ticket then  -- the answer to the last time got lost
  redis.call('PEXPIRE', held, lease)
  return {arrival, 0}
end
for _, gone in ipairs(redis.call('ZRANGEBYSCORE', heard, '-inf', now - lease * 1000)) do
  redis.call('ZREM', heard, gone)
  redis.call('ZREM', queue, gone)
end
if arrival == 0 then
  local last = redis.call('ZREVRANGE', queue, 0, 0, 'WITHSCORES')
  arrival = math.max(now, (tonumber(last[2]) or 0) + 1)
end
redis.call('ZADD', queue, 'NX', arrival, ticket)
redis.call('ZADD', heard, now, ticket)
local wait = lease
if redis.call('ZRANGE', queue, 0, 0)[1] == ticket then
  wait = redis.call('PTTL', held)
  if wait == -2 then wait = young(lease) else wait = math.max(wait, 1) end
  if wait == 0 then
    redis.call('SET', held, ticket, 'PX', lease)
    redis.call('ZREM', queue, ticket)
    redis.call('ZREM', heard, ticket)
  end
end
redis.call('PEXPIRE', queue, lease)
redis.call('PEXPIRE', heard, lease)
return {arrival, wait}
"""
)

# Go on holding the conversation; 0 if another may have it.
RENEW = (
    _YOUNG
    + """
local held, ticket, lease = KEYS[1], ARGV[1], tonumber(ARGV[2])
local holder = redis.call('GET', held)
if holder == ticket or (not holder and young(lease) > 0) then
  redis.call('SET', held, ticket, 'PX', lease)
  return 1
end
return 0
"""
)

# Hold the conversation, or wait for it, no longer, and wake the next; ARGV[3] begins the name of the list it waits at.
LEAVE = """
local held, queue, heard = KEYS[1], KEYS[2], KEYS[3]
local ticket, lease = ARGV[1], tonumber(ARGV[2])
redis.call('ZREM', queue, ticket)
redis.call('ZREM', heard, ticket)
if redis.call('GET', held) == ticket then redis.call('DEL', held) end
local next = redis.call('ZRANGE', queue, 0, 0)[1]
if next and redis.call('EXISTS', held) == 0 then
  redis.call('RPUSH', ARGV[3] .. next, 1)
  redis.call('PEXPIRE', ARGV[3] .. next, lease)
end
return 1
"""
