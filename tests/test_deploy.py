"""The settings of `deploy/` against each other, the `ilio` command and the servers' routes."""

import json
import re
import shlex

import pytest
import yaml

from bot.channels.web import WebInput
from bot.channels.web_settings import Settings
from bot.cli import parser
from bot.cluster import Cluster, nginx, setup
from bot.cluster.part import DEPLOY
from bot.model import ROOT

DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((DEPLOY / "compose.yml").read_text())
SERVICES = COMPOSE["services"]
OBJECTS = [
    each
    for name in yaml.safe_load((DEPLOY / "kustomization.yml").read_text())["resources"]
    for each in yaml.safe_load_all((DEPLOY / name).read_text())
]
PODS = {each["metadata"]["name"]: each["spec"]["template"]["spec"] for each in OBJECTS if each["kind"] == "Deployment"}
TEMPLATE = (DEPLOY / "nginx.conf.template").read_text()
GUIDE = (ROOT / "docs" / "operating.md").read_text()
SHARED = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "endpoints.yml").read_text()))
NGINX = {each for each in re.findall(r"\$\{(\w+)\}", TEMPLATE)}


def container(pod):
    (only,) = PODS[pod]["containers"]
    return only


def env(pod):
    return {each["name"]: each["value"] for each in container(pod).get("env", [])}


def serving():
    """The command line that the image runs by itself."""
    lines = re.search(r"^CMD (\[.*?\])$", DOCKERFILE, re.M | re.S)[1]
    return json.loads(lines.replace("\\\n", ""))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster that is prepared, but not started."""
    made = Cluster(tmp_path_factory.mktemp("cluster"), 1, say=lambda _: None)
    with pytest.MonkeyPatch.context() as patched:
        for store in ("postgresql", "redis"):
            patched.setattr(setup, store, lambda *_: None)
        patched.setattr(nginx, "program", lambda name: name)  # it need not be installed
        made.prepare()
    return made


@pytest.mark.parametrize(
    "command",
    [serving(), SERVICES["actions"]["command"], container("actions")["args"]],
    ids=["image", "compose", "k8s"],
)
def test_every_command_line_is_one(command):
    parsed = parser().parse_args(command[1:])
    assert command[0] == "ilio"
    assert parsed.host == "0.0.0.0"  # of a container
    assert parsed.port == (5005 if parsed.verb == "serve" else 5055)
    assert parsed.verb == "actions" or (parsed.remote_actions and parsed.endpoints == ROOT / "deploy" / "endpoints.yml")
    assert not re.search("enable-api|cors|debug", shlex.join(command))


def test_every_server_is_told_what_its_settings_ask_for(cluster):
    secrets = set(re.findall(r"--from-literal=(\w+)=", GUIDE))
    assert set(SERVICES["rasa"]["environment"]) >= SHARED | {"ILIO_SECRET"}
    assert secrets | set(env("rasa")) >= SHARED | {"ILIO_SECRET"}
    assert set(cluster.parts["rasa1"].environ) >= SHARED | {"ILIO_SECRET", "SANIC_PROXIES_COUNT"}
    assert "SANIC_PROXIES_COUNT=1" in DOCKERFILE
    assert env("rasa")["ILIO_ACTIONS"] == SERVICES["rasa"]["environment"]["ILIO_ACTIONS"]


def test_nginx_is_told_the_same_everywhere(cluster):
    for given in (SERVICES["nginx"]["environment"], env("nginx")):
        assert set(given) == NGINX | {"NGINX_ENVSUBST_FILTER"}
        assert (given["ILIO_PUBLIC"], given["ILIO_INTERNAL"]) == ("8080", "5055")
        assert re.search(r"server rasa[\w.]*:5005 resolve max_fails=0;", given["ILIO_RASA_SERVERS"])
        assert re.search(r"server actions[\w.]*:5055 resolve", given["ILIO_ACTION_SERVERS"])
    written = (cluster.folder / "nginx" / "ilio.conf").read_text()
    assert "${" not in written
    assert written.count("max_fails=0;") == len(re.findall(r"\bmax_fails=3\b", written)) == 2


def test_only_nginx_is_reached_from_outside():
    for name, service in SERVICES.items():
        for port in service.get("ports", []):
            assert name == "nginx" or port.startswith("127.0.0.1:"), name
    assert COMPOSE["networks"]["inside"]["internal"]
    assert {name for name, each in SERVICES.items() if "edge" in each["networks"]} == {"nginx", "rasa", "grafana"}
    outside = [each for each in OBJECTS if each["kind"] == "Ingress" or each.get("spec", {}).get("type")]
    assert [each["kind"] for each in outside] == ["Ingress"]
    (rule,) = outside[0]["spec"]["rules"]
    assert [path["backend"]["service"] for path in rule["http"]["paths"]] == [
        {"name": "nginx", "port": {"name": "public"}}
    ]


def test_who_may_talk_to_whom_in_kubernetes():
    policies = {each["metadata"]["name"]: each["spec"] for each in OBJECTS if each["kind"] == "NetworkPolicy"}
    assert policies["nobody"] == {"podSelector": {}, "policyTypes": ["Ingress"]}
    assert set(policies) == {"nobody", *PODS}
    for name, spec in policies.items():
        if name == "nobody":
            continue
        assert spec["podSelector"]["matchLabels"] == {"app": name}
        ports = {each["containerPort"] for each in container(name)["ports"]}
        allowed = {port["port"]: rule.get("from") for rule in spec["ingress"] for port in rule["ports"]}
        assert set(allowed) == ports
        assert [port for port, who in allowed.items() if who is None] == ([8080] if name == "nginx" else [])


def test_ports_and_probes_are_routes_that_exist():
    routes = {path for path, *_ in _routes()}
    assert {"/chat/ready", "/chat/health"} <= routes
    for pod, port, known in (("rasa", 5005, routes), ("actions", 5055, {"/health"})):
        found = container(pod)
        assert found["ports"] == [{"name": "http", "containerPort": port}]
        for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
            assert found[probe]["httpGet"]["path"] in known
    assert container("rasa")["readinessProbe"]["httpGet"]["path"] == "/chat/ready"
    assert "http://127.0.0.1:5005/chat/ready" in DOCKERFILE
    assert "EXPOSE 5005 5055" in DOCKERFILE
    (job,) = yaml.safe_load((DEPLOY / "prometheus.yml").read_text())["scrape_configs"]
    assert job["dns_sd_configs"][0]["port"] == 5005


def _routes():
    channel = WebInput(Settings(), b"x" * 32)
    return [(f"{channel.url_prefix()}{route.uri}",) for route in channel.blueprint(None)._future_routes]


def test_every_container_has_few_rights():
    assert re.search(r"^USER 10001$", DOCKERFILE, re.M)
    for name, pod in PODS.items():
        assert pod["securityContext"]["runAsNonRoot"]
        assert container(name)["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert not pod["automountServiceAccountToken"]
    for name in ("rasa", "actions", "nginx"):
        assert SERVICES[name]["cap_drop"] == ["ALL"]


def test_servers_have_time_to_finish():
    longest = 20 + 15  # seconds for work under way, and Sanic's for connections
    assert int(SERVICES["rasa"]["stop_grace_period"].rstrip("s")) >= longest
    assert PODS["rasa"]["terminationGracePeriodSeconds"] >= longest + 5


def test_no_secret_is_written_down():
    given = [pair for service in SERVICES.values() for pair in service.get("environment", {}).items()]
    given += [pair for pod in PODS for pair in env(pod).items()]
    kept = [(name, value) for name, value in given if re.search("PASSWORD|SECRET|TOKEN|AUTH", name)]
    assert len(kept) >= 8
    assert all(value.startswith("${") for _, value in kept), kept
    assert all(
        re.search(r":\$\{\w+_PASSWORD\b", value) for _, value in given if "://ilio:" in value or "redis://" in value
    )


def test_what_the_image_is_built_from_is_let_in():
    let_in = set(re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M))
    packages = re.search(r"^packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(), re.M | re.S)[1]
    needed = {each.split(".")[0] for each in re.findall(r'"([\w.]+)"', packages)}
    files = {"requirements", "scripts/setup.sh", "pyproject.toml", "config.yml", "domain.yml", "data"}
    assert let_in >= needed | files | {"deploy/endpoints.yml", "deploy/credentials.yml"}
    assert all((ROOT / each).exists() for each in let_in)
