// The one door to zlib: only the module Proximity imports it.
#include <zlib.h>
