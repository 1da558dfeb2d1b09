/** Parcels: stock, shipments, stopping a shipment. */
@NamedInterface("delivery")
@NullMarked
package org.einhand.remedy.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
