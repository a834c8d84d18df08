"""The devices that this machine has."""

import iree.runtime


def has_vulkan() -> bool:
    """Return whether IREE finds a device of Vulkan, Mesa's software included."""
    try:
        return bool(iree.runtime.get_driver("vulkan").query_available_devices())
    except (RuntimeError, ValueError):
        return False
