// SPDX-License-Identifier: Apache-2.0
// Holds nothing: the targets test_headers_* need a source to own the precompiled header of the tests.
