package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.timeline.Publication;
import sundown.timeline.TimelineDocument;

/**
 * A version of the timeline as a row: the whole notice as JSON in {@code document}, its {@code version}, and
 * {@code by}, {@code reason} and {@code publishedAt}. A row that has nothing but a document is what a deployment
 * started from.
 */
final class PublicationCodec {
    private PublicationCodec() {}

    /** The row of a version, but for its key. */
    static RowWriter write(Publication publication) {
        return new RowWriter()
                .text("document", TimelineDocument.write(publication.timeline()).toString())
                .number("version", publication.version())
                .text("by", publication.by())
                .text("reason", publication.reason())
                .instant("publishedAt", publication.at());
    }

    static Publication read(Map<String, AttributeValue> attributes) {
        return Row.read("timeline", attributes, PublicationCodec::publication);
    }

    private static Publication publication(Row row) {
        return new Publication(
                TimelineDocument.read(row.text("document")),
                row.optionalText("by").orElse(Publication.DEPLOYMENT),
                row.optionalText("reason").orElse(Publication.START),
                row.optionalInstant("publishedAt"));
    }
}
