package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Room.RoomCheck;

/**
 * A user's current transfer: one row, written as a whole by a conditional write on its version.
 *
 * @param grant the sealed refresh token; gone when it is no longer needed
 * @param room whether the account has room for the pending items
 * @param switches how many times the user has switched the library account
 * @param lease how long a message of it may be on its way before the sweep sends another
 * @param version grows with each save; 0 before the first
 */
public record Transfer(
        UserId user,
        TransferId id,
        LibraryAccount account,
        Optional<SealedSecret> grant,
        TransferState state,
        RoomCheck room,
        Progress progress,
        int switches,
        Instant startedAt,
        Duration lease,
        long version) {

    /** The message for a run that begins with the next batch. */
    public TransferMessage message(Correlation correlation) {
        return new TransferMessage(user, id, progress.batch(), correlation, version);
    }

    /** True when the gallery is counted. It had an item when the transfer began. */
    boolean galleryCounted() {
        return counts().total().items() > 0;
    }

    public Counts counts() {
        return progress.counts();
    }

    public Transfer withState(TransferState next) {
        return new Transfer(user, id, account, grant, next, room, progress, switches, startedAt, lease, version);
    }

    public Transfer with(Progress next) {
        return new Transfer(user, id, account, grant, state, room, next, switches, startedAt, lease, version);
    }

    public Transfer granted(Optional<SealedSecret> next) {
        return new Transfer(user, id, account, next, state, room, progress, switches, startedAt, lease, version);
    }

    public Transfer with(RoomCheck check) {
        return new Transfer(user, id, account, grant, state, check, progress, switches, startedAt, lease, version);
    }

    public Transfer leased(Duration next) {
        return new Transfer(user, id, account, grant, state, room, progress, switches, startedAt, next, version);
    }

    /** The transfer as the store has it after one more save. */
    public Transfer saved() {
        return new Transfer(user, id, account, grant, state, room, progress, switches, startedAt, lease, version + 1);
    }

    /**
     * The id of a transfer.
     *
     * @param value 8 to 64 letters and digits
     */
    @RegisterForReflection
    public record TransferId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,64}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public TransferId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not a transfer id");
            }
        }

        /** A new id: 96 random bits, so that no two are equal and nobody can guess one. */
        static TransferId random(RandomGenerator random) {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            return new TransferId(HexFormat.of().formatHex(bytes));
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
