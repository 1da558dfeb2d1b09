/** The shop: what it knows about orders, contracts and customers, and what we tell it. */
@NamedInterface("shop")
@NullMarked
package org.einhand.remedy.shop;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
