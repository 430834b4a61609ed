// The one door to libsodium: only the module Sealing imports it.
#include <sodium.h>
