package sundown.aws.dynamodb;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.gallery.ItemId;
import sundown.transfer.Batch;
import sundown.transfer.FailureReason;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Transfer;

/**
 * A batch under way as a row, {@code sort} {@code B#<transferId>#<number>}. The attributes of an entry show its step:
 * {@code token} and {@code at}, {@code session} and {@code granularity}, {@code refused}, or none of them before its
 * upload.
 */
final class BatchCodec {
    private BatchCodec() {}

    static RowWriter write(Transfer transfer, Batch batch, Instant expiresAt) {
        return new RowWriter()
                .text("userId", transfer.user().value())
                .text("sort", sort(transfer))
                .number("batch", batch.number())
                .flag("lastBatch", batch.last())
                .text("after", batch.after().map(ItemId::value))
                .rows("entries", batch.entries().stream().map(BatchCodec::write).toList())
                .number("expiresAt", expiresAt.getEpochSecond());
    }

    /** Each batch has its own row, because reading a row that was never saved costs almost nothing. */
    static String sort(Transfer transfer) {
        return "B#" + transfer.id() + "#" + transfer.progress().batch();
    }

    static Batch read(Map<String, AttributeValue> attributes) {
        return Row.read("batch", attributes, BatchCodec::batch);
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.smallNumber("batch"),
                row.flag("lastBatch"),
                row.optionalText("after").map(ItemId::new),
                row.rows("entries").stream().map(BatchCodec::entry).toList());
    }

    private static RowWriter write(Batch.Entry entry) {
        RowWriter row = new RowWriter().text("item", entry.item().value()).number("bytes", entry.bytes());
        return switch (entry.step()) {
            case Batch.ToUpload _ -> row;
            case Batch.Uploading uploading -> write(row, uploading.session());
            case Batch.Uploaded uploaded -> write(row, uploaded.token());
            case Batch.Refused refused -> row.text("refused", refused.reason().name());
        };
    }

    private static RowWriter write(RowWriter row, UploadSession session) {
        return row.text("session", session.address().toString()).number("granularity", session.granularity());
    }

    private static RowWriter write(RowWriter row, UploadToken token) {
        return row.text("token", token.value()).instant("at", token.at());
    }

    private static Batch.Entry entry(Row row) {
        return new Batch.Entry(new ItemId(row.text("item")), row.number("bytes"), step(row));
    }

    private static Batch.Step step(Row row) {
        return uploaded(row).or(() -> uploading(row)).or(() -> refused(row)).orElseGet(Batch.ToUpload::new);
    }

    private static Optional<Batch.Step> uploaded(Row row) {
        return row.optionalText("token").map(token -> new Batch.Uploaded(new UploadToken(token, row.instant("at"))));
    }

    private static Optional<Batch.Step> uploading(Row row) {
        return row.optionalText("session")
                .map(address -> new Batch.Uploading(new UploadSession(URI.create(address), row.number("granularity"))));
    }

    private static Optional<Batch.Step> refused(Row row) {
        return row.optionalText("refused").map(reason -> new Batch.Refused(FailureReason.valueOf(reason)));
    }
}
