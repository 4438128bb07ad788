"""Every error a person may meet, each with what to do about it."""

from pathlib import Path

ILIO = ".venv/bin/ilio"  # the command, as it can be typed in the project's folder


class IlioError(Exception):
    """An error whose message says what happened, where, and what to do; `status` is the one `ilio` exits with."""

    status = 1


class BenchDataError(IlioError):
    """A CSV file of `ilio bench` that cannot be used.

    Args:
        file: the file.
        line: where in the file, counted from 1; 0 for the whole file.
        problem: what is wrong there.
        mend: what to do about it.
    """

    status = 2

    def __init__(self, file: Path, line: int, problem: str, mend: str) -> None:
        where = f"{file}, line {line}" if line else str(file)
        super().__init__(f"{where}: {problem}; {mend}.")


class BenchFailed(IlioError):
    """A pipeline could not be trained or asked."""

    def __init__(self, pipeline: str, problem: str) -> None:
        super().__init__(f"The bench could not measure {pipeline}; its last words say what to mend:\n{problem}")


class ContentError(IlioError):
    """A content file that cannot be used.

    Args:
        file: name of the file, as found under `bot/content/`.
        key: where in the file, as a dotted path; empty for the whole file.
        problem: what is wrong there.
        mend: what to do about it.
    """

    def __init__(self, file: str, key: str, problem: str, mend: str) -> None:
        where = f"{file}, key '{key}'" if key else file
        super().__init__(f"Content error in {where}: {problem}. To mend it: {mend}.")


class BadFile(IlioError):
    """A settings file that cannot be read.

    Args:
        file: the file.
        problem: what is wrong with it.
        mend: what to do about it.
    """

    status = 2

    def __init__(self, file: Path, problem: str, mend: str) -> None:
        super().__init__(f"{file} {problem}. To mend it: {mend}.")


class BadSecret(IlioError):
    """The secret of all channels cannot be used.

    Args:
        problem: why, and what to do about it.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}.")


class BadSettings(IlioError):
    """A channel's settings that cannot be used.

    Args:
        channel: its name in the file.
        key: which setting; empty for all of them.
        problem: what is wrong, and what to write instead.
        file: where they are.
    """

    def __init__(self, channel: str, key: str, problem: str, file: str = "credentials.yml") -> None:
        self.parts = channel, key, problem
        super().__init__(f"{file}, {channel}{f', {key}' if key else ''}: {problem}.")


class BadAddress(IlioError):
    """An address where a chat service could not reach the server.

    Args:
        address: as it was given.
        problem: what is wrong with it.
    """

    status = 2

    def __init__(self, address: str, problem: str) -> None:
        super().__init__(f"{address!r} can't be reached from outside: {problem}. Give one like https://ilio.example")


class BadConversation(IlioError):
    """An id that no conversation can be kept under.

    Args:
        longest: how many characters one has at most.
    """

    def __init__(self, longest: int) -> None:
        super().__init__(f"A conversation's id has 1 to {longest} characters, no NUL and no half of a surrogate pair.")


class BadDatabase(IlioError):
    """A database that conversations can't be kept in.

    Args:
        url: where it is; its password is not shown.
        problem: what the database or its driver says.
    """

    def __init__(self, url: object, problem: str) -> None:
        super().__init__(
            f"The database {url!r} can't be used: {problem}. Check that it runs, and tracker_store in endpoints.yml."
        )


class BadLocks(IlioError):
    """A lock store that can't be used.

    Args:
        problem: what is wrong.
    """

    status = 2

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"{problem}. Correct lock_store in endpoints.yml: for several processes give the type"
            " bot.stores.locks.RedisLocks and a url such as redis://localhost:6379/1; for one the type"
            " bot.stores.locks.MemoryLocks."
        )


class CannotDelete(IlioError):
    """A tracker store that conversations cannot be deleted from."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"Conversations can't be deleted from a {store}. Use a store of type SQL or in memory in endpoints.yml,"
            " or teach bot/stores/conversations.py to delete from this one."
        )


class DeletionUnfinished(IlioError):
    """Deleted text may still be in the log of latest changes beside a database."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is being read, so what was deleted may still be in {path}-wal. Delete it again.")


class EncoderUnusable(IlioError):
    """The sentence encoder's file is missing or is not what it should be."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            f"The sentence encoder {path} cannot be used: {problem}. Make it with: rm -f {path} && {ILIO} train"
        )


class HalfASplit(IlioError):
    """Options of `ilio bench nlu` that mean nothing without each other."""

    status = 2

    def __init__(self) -> None:
        super().__init__(
            "--train and --test need each other, and --label-oos needs both. Give all, or none for Ilio's data."
        )


class LearntUnusable(IlioError):
    """A part of the trained model is damaged or is of another version."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            f"What was learnt cannot be read from {path}: {problem}. Train anew with: {ILIO} train --force"
        )


class ModelMissing(IlioError):
    """No trained model where one is needed."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"No trained model in {folder}/. Train one with: {ILIO} train")


class NotServed(IlioError):
    """Rasa could not begin to serve.

    Args:
        problem: why, in Rasa's words.
        files: what may be wrong.
    """

    def __init__(self, problem: str, *files: Path) -> None:
        super().__init__(f"The server could not begin: {problem}. Look at {' and '.join(map(str, files))}.")


class NoActionServer(IlioError):
    """Actions shall run elsewhere, but nobody said where."""

    status = 2

    def __init__(self) -> None:
        super().__init__("endpoints.yml names no action_endpoint with a url. Add one, or leave --remote-actions out.")


class NoSuchTalk(IlioError):
    """A talk of which nothing is kept."""

    def __init__(self, conversation: str) -> None:
        super().__init__(f"Nothing is kept of a talk {conversation!r}. How to find its id is in docs/privacy.md.")


class PartFailed(IlioError):
    """A part of the cluster did not start.

    Args:
        part: which.
        log: its last words.
    """

    def __init__(self, part: str, log: str) -> None:
        super().__init__(f"{part} did not start; its last words say what to mend:\n{log}")


class PortTaken(IlioError):
    """Something else listens where Ilio should."""

    def __init__(self, port: int, verb: str) -> None:
        super().__init__(f"Port {port} is taken by another program. Choose one with: {ILIO} {verb} --port NUMBER")


class CannotListen(IlioError):
    """The server may not, or cannot, listen where it should.

    Args:
        host, port: where.
        problem: why, in the system's words.
    """

    status = 2

    def __init__(self, host: str, port: int, problem: str) -> None:
        super().__init__(
            f"Listening on {host!r}, port {port} failed ({problem}). Give an address of this machine with --host,"
            " such as 127.0.0.1, and a --port above 1023."
        )


class ProgramMissing(IlioError):
    """A program that the cluster is made of is not installed."""

    def __init__(self, program: str) -> None:
        super().__init__(
            f"{program} is not installed. On Debian and Ubuntu: apt-get install postgresql redis-server nginx"
        )


class TelegramFailed(IlioError):
    """Telegram could not be told or asked something.

    Args:
        problem: why, and what to do about it.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}.")


class TensorFlowNotInstalled(IlioError):
    """The environment for the pipelines that need TensorFlow could not be made."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"TensorFlow could not be installed ({problem}), so Rasa's default pipeline is not measured. Check the"
            " network and the free disk space, and run it again."
        )


class TrainingFailed(IlioError):
    """`rasa train` ended without a model."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"Training failed: {problem}. Run `{ILIO} check` to find mistakes in the content, the domain or the data."
        )


class Unreadable(IlioError):
    """Standard input can't be read.

    Args:
        problem: why, in the system's words.
    """

    status = 2

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"Standard input can't be read ({problem}). Type into a terminal, or give lines with: {ILIO} ask < FILE"
        )


class WrongWeights(IlioError):
    """The sentence encoder's weights are missing or are others than it was measured with."""

    def __init__(self, path: str) -> None:
        super().__init__(f"The weights {path} are missing or changed. Install them anew: make clean train")


class WrongSchema(IlioError):
    """A database whose tables are not the ones this version works with.

    Args:
        database: its name.
        problem: what is different.
    """

    def __init__(self, database: object, problem: str) -> None:
        super().__init__(
            f"The database {database} can't be used: {problem}. Nothing in it was changed. Give another one under"
            " tracker_store in endpoints.yml, or run the version of Ilio that made it."
        )
