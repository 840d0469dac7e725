// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace marginalia {

/// Makes TextView's text readable to assistive programs; may be called more than once.
void installTextAccess();

}  // namespace marginalia
