"""A stand-in for TensorFlow, which Rasa imports even where no component uses it.

TensorFlow and what it brings along are two thirds of Rasa's download and most of its start-up time and memory, and
none of Ilio's components needs it. Loaded by a `.pth` file in the environment (see scripts/setup.sh), so for `ilio`
and plain `rasa` alike. Being the last place Python looks, it steps aside where the real one is installed.

Names can be imported, subclassed, used as decorators and in annotations. A class of Rasa's that derives from
TensorFlow's cannot be instantiated: that says what to install.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from typing import Any, List, Optional

# just what Rasa 3.6.21 imports: other libraries look for other parts of TensorFlow to see whether it is there
_NAMES = {
    "keras",
    "keras.utils",
    "keras.utils.control_flow_util",
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
}
_ADVICE = (
    "{name} needs TensorFlow, which is not installed. Install it with: .uv/bin/uv pip install --python .venv/bin/python"
    " tensorflow==2.12.0 tensorflow-hub==0.13.0; or take the component out of config.yml."
)


class TensorFlowMissing(ImportError):
    """A component that needs TensorFlow was used without it."""


class _Meta(type):
    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(f"{cls.__name__}.{name}")

    def __call__(cls, *arguments: Any, **named: Any) -> Any:
        if cls.__module__ != __name__:  # somebody's class derived from one of TensorFlow's
            raise TensorFlowMissing(_ADVICE.format(name=cls.__name__))
        if len(arguments) == 1 and not named and callable(arguments[0]):
            return arguments[0]  # a decorator
        return cls


def _stand_in(name: str) -> type:
    return _Meta(name, (), {"__module__": __name__})


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


def install() -> None:
    """Put the stand-in at the end of where Python looks for modules; once is enough."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.append(_Finder())
