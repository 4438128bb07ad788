"""A stand-in for packages that Rasa imports even where no component uses them: TensorFlow, and clients of services.

TensorFlow and what it brings along are two thirds of Rasa's download and most of its start-up time and memory, and
none of Ilio's components needs it. The others talk to databases and chat services that Ilio does not use; together
they take a fifth of the time of the imports that are left. Loaded by a `.pth` file in the environment (see
scripts/setup.sh), so for `ilio` and plain `rasa` alike. Being the last place Python looks, it steps aside where the
real ones are installed.

What is installed and imported by Rasa for a few of its commands only is put off until it is used, see `_LATER` and
`_CALLED`.

Names can be imported, subclassed, used as decorators and in annotations, and caught as exceptions. A class of Rasa's
that derives from one of them cannot be instantiated, nor can one of theirs: that says what to install.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from typing import Any, List, Optional, Tuple

# just what Rasa 3.6.21 imports: other libraries look for other parts of these to see whether they are there
_NAMES = {
    "aiogram",
    "aiogram.types",
    "aiogram.utils",
    "aiogram.utils.exceptions",
    "boto3",
    "boto3.dynamodb",
    "boto3.dynamodb.conditions",
    "botocore",
    "botocore.exceptions",
    "fbmessenger",
    "fbmessenger.attachments",
    "fbmessenger.elements",
    "fbmessenger.quick_replies",
    "fbmessenger.sender_actions",
    "google.auth",
    "google.auth.transport",
    "google.auth.transport.requests",
    "google.oauth2",
    "keras",
    "keras.utils",
    "keras.utils.control_flow_util",
    "pymongo",
    "pymongo.collection",
    "pymongo.database",
    "pymongo.errors",
    "tensorflow",
    "tensorflow.keras",
    "tensorflow.keras.backend",
    "tensorflow.keras.callbacks",
    "tensorflow.keras.utils",
    "tensorflow.python",
    "tensorflow.python.eager",
    "tensorflow.python.eager.wrap_function",
    "tensorflow.python.types",
    "tensorflow.python.types.core",
    "tensorflow.types",
    "tensorflow.types.experimental",
    "twilio",
    "twilio.base",
    "twilio.base.exceptions",
    "twilio.rest",
    "twilio.twiml",
    "twilio.twiml.voice_response",
    "webexteamssdk",
}
_TENSORFLOW = ("TensorFlow", "tensorflow==2.12.0 tensorflow-hub==0.13.0")
# by the name that is imported: what it is called, and what to install, at versions that Rasa takes
_PACKAGES = {
    "aiogram": ("aiogram", "'aiogram<2.26'"),
    "boto3": ("boto3", "'boto3<2'"),
    "botocore": ("boto3", "'boto3<2'"),
    "fbmessenger": ("fbmessenger", "'fbmessenger<6.1'"),
    "google": ("google-auth", "'google-auth<3'"),
    "keras": _TENSORFLOW,
    "pymongo": ("pymongo", "'pymongo[srv,tls]<4.4'"),
    "tensorflow": _TENSORFLOW,
    "twilio": ("twilio", "'twilio<8.3'"),
    "webexteamssdk": ("webexteamssdk", "'webexteamssdk<1.7'"),
}
_ADVICE = (
    "{name} needs {package}, which is not installed. Install it with: .uv/bin/uv pip install --python .venv/bin/python"
    " {requirement}; or take it out of config.yml, credentials.yml or endpoints.yml, where it is named."
)


class PackageMissing(ImportError):
    """Something that needs a package was used without it."""

    def __init__(self, name: str, root: str) -> None:
        package, requirement = _PACKAGES[root]
        super().__init__(_ADVICE.format(name=name, package=package, requirement=requirement))


class _Meta(type):
    root = ""  # the package that it stands in for

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__name__}.{name}")

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if cls.__module__ != __name__ or _PACKAGES[cls.root] is not _TENSORFLOW:
            raise PackageMissing(cls.__name__, cls.root)  # it, or somebody's class derived from it, would do nothing
        if len(arguments) == 1 and not named and callable(arguments[0]):
            return arguments[0]  # a decorator
        return cls


def _stand_in(name: str) -> type:
    parts = name.split(".")
    caught = {"errors", "exceptions"}.intersection(parts[1:-1])
    return _Meta(name, (Exception,) if caught else (), {"__module__": __name__, "root": parts[0]})


class _Module(types.ModuleType):
    __path__: List[str] = []
    __version__ = "0"  # of the stand-in

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _stand_in(f"{self.__name__}.{name}")
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if name in _NAMES:
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """There is nothing to execute."""


# what is not imported until one of its names is used: plots of `rasa test`, for which matplotlib takes 15 MB and 0.5 s,
# and a client of RabbitMQ
_LATER = {"aio_pika", "rasa.utils.plotting"}


# what imports something big that it calls only in parts that nobody uses: channels of Rasa's, 7 MB, and statistics for
# searches and rankings of scikit-learn's, 15 MB
_STATISTICS = ("scipy.stats",)
_CALLED = {
    "rasa.core.channels.console": ("prompt_toolkit", "prompt_toolkit.styles", "questionary"),
    "rasa.core.channels.socketio": ("socketio",),
    "sklearn._loss.link": _STATISTICS,
    "sklearn.metrics._ranking": _STATISTICS,
    "sklearn.model_selection._search": _STATISTICS,
    "sklearn.preprocessing._data": _STATISTICS,
    "sklearn.utils.fixes": _STATISTICS,
}


class _Called(types.ModuleType):
    """Has whatever is asked for, as a class that, when it is called, imports what it is named after and calls that."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(_: type, *given: Any, **named: Any) -> Any:
            return getattr(importlib.import_module(self.__name__), name)(*given, **named)

        return type(name, (), {"__new__": call})


class _CalledLater(importlib.abc.Loader):
    """Loads a module that finds such classes in place of some of what it imports, and nobody else does."""

    def __init__(self, loader: importlib.abc.Loader, names: Tuple[str, ...]) -> None:
        self._loader, self._names = loader, names

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> Optional[types.ModuleType]:
        return self._loader.create_module(spec)

    def exec_module(self, module: types.ModuleType) -> None:
        put = {name: _Called(name) for name in self._names if name not in sys.modules}
        sys.modules.update(put)
        try:
            self._loader.exec_module(module)
        finally:
            for name in put:
                del sys.modules[name]


class _PutOff(importlib.abc.MetaPathFinder):
    def find_spec(self, name: str, path: Any, target: Any = None) -> Optional[importlib.machinery.ModuleSpec]:
        if name not in _LATER and name not in _CALLED:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if spec and spec.loader:
            later = name in _LATER
            spec.loader = importlib.util.LazyLoader(spec.loader) if later else _CalledLater(spec.loader, _CALLED[name])
        return spec


def install() -> None:
    """Put the stand-in at the end of where Python looks for modules, and what puts off at its start; once is enough."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())
        sys.meta_path.insert(0, _PutOff())
