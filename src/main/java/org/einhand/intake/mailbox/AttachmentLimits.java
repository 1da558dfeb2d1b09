package org.einhand.intake.mailbox;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What of the things customers send along is taken.
 *
 * @param largest of one of them
 * @param most of one mail
 * @param types media types, as found out by looking into the content; what its name says does not count
 */
@ConfigurationProperties("einhand.attachments")
record AttachmentLimits(
        @DefaultValue("10MB") DataSize largest,
        @DefaultValue("20") int most,

        @DefaultValue({
            "application/pdf",
            "image/jpeg",
            "image/png",
            "image/gif",
            "image/webp",
            "image/heic",
            "image/heif",
            "image/tiff",
            "text/plain"
        })
        Set<String> types) {}
