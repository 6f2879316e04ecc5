package sundown.aws.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.account.UserId;
import sundown.secret.SealedSecret;
import sundown.transfer.LibraryAccount;
import sundown.transfer.Transfer;
import sundown.transfer.TransferId;

/**
 * A user's transfer as a row, {@code sort} {@code T}. It is compact, because it is written twice a batch: a row of up
 * to 1 KB costs one write unit.
 */
public final class TransferCodec {
    public static final String SORT = "T";

    private TransferCodec() {}

    /** The row of a transfer, but for its version. */
    public static RowWriter write(Transfer transfer) {
        RowWriter row = new RowWriter()
                .text("userId", transfer.user().value())
                .text("sort", SORT)
                .text("transferId", transfer.id().value())
                .text("accountId", transfer.account().id())
                .text("email", transfer.account().email())
                .text("grant", transfer.grant().map(SealedSecret::text))
                .number("switches", transfer.switches())
                .instant("startedAt", transfer.startedAt());
        TransferStateCodec.write(row, transfer.user(), transfer.state());
        RoomCodec.write(row, transfer.room());
        ProgressCodec.write(row, transfer.progress());
        return row;
    }

    public static Transfer read(Map<String, AttributeValue> attributes) {
        return Row.read("transfer", attributes, TransferCodec::transfer);
    }

    private static Transfer transfer(Row row) {
        return new Transfer(
                new UserId(row.text("userId")),
                new TransferId(row.text("transferId")),
                new LibraryAccount(row.text("accountId"), row.text("email")),
                row.optionalText("grant").map(SealedSecret::new),
                TransferStateCodec.read(row),
                RoomCodec.read(row),
                ProgressCodec.read(row),
                row.smallNumber("switches"),
                row.instant("startedAt"),
                row.number("version"));
    }
}
