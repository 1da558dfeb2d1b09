/** Lines and contracts: what the network says, what it is asked to do, and what a broken line is worth. */
@NamedInterface("activation")
@NullMarked
package org.einhand.remedy.activation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
