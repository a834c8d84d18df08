"""lit configuration of the milcomplex tests."""

import os
import shutil

import lit.formats

config.name = "milcomplex"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.milc_binary_dir, "test")

tool_dirs = [os.path.join(config.milc_binary_dir, "bin"), *config.tool_dirs]
config.environment["PATH"] = os.pathsep.join(tool_dirs + [os.environ["PATH"]])

config.substitutions.append(("%python", config.python))
config.substitutions.append(("%mlir_lib_dir", config.mlir_lib_dir))

if shutil.which("opt", path=config.environment["PATH"]):
    config.available_features.add("opt")
if os.path.exists(config.milc_plugin):
    config.available_features.add("plugin")
config.substitutions.append(("%milc_plugin", config.milc_plugin))
