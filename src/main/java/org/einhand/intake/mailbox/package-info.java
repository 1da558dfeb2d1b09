/** Mail: fetched over IMAP, stored, read, and brought to where it belongs. */
@NullMarked
package org.einhand.intake.mailbox;

import org.jspecify.annotations.NullMarked;
