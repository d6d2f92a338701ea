"""What a machine can decode on: devices and number formats; refuses to choose."""

from typing import Protocol

import ctranslate2

from service.domain.errors import DeviceUnavailable
from service.domain.signature import DecodingOptions

CUDA = "cuda"


class Machine(Protocol):
    """What CTranslate2 says of the machine; the module itself is one."""

    def get_cuda_device_count(self) -> int:
        """How many CUDA devices there are."""

    def get_supported_compute_types(self, device: str) -> set[str]:
        """The number formats a device that is there calculates in."""


def check_device(options: DecodingOptions, machine: Machine = ctranslate2) -> None:
    """Raises `DeviceUnavailable` if this machine has no such device, or the device not the number format.

    CTranslate2 would take another format in silence, and the signature would not be true.
    """
    if options.device == CUDA and not machine.get_cuda_device_count():
        raise DeviceUnavailable(
            options.device,
            "no CUDA device was found. Set GEMELLO_DEVICE=cpu, or install the NVIDIA driver and let this process see the card",
        )
    supported = machine.get_supported_compute_types(options.device)
    if options.compute_type not in supported:
        choices = ", ".join(sorted(supported))
        raise DeviceUnavailable(
            options.device, f"it has no {options.compute_type}. Set GEMELLO_COMPUTE_TYPE to one of: {choices}"
        )
