// The system's zlib. Linux: package zlib1g-dev (Debian, Ubuntu) or zlib-devel; macOS: part of the SDK.
#include <zlib.h>
