package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Code;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Room.RoomCheck;

/**
 * A user's current transfer: one row, written as a whole by a conditional write on its version.
 *
 * @param grant the sealed refresh token; gone when it is no longer needed
 * @param room whether the account has room for the pending items
 * @param earlier the accounts that got photos before the user switched from them
 * @param terms what it moves, and how: fixed before its first batch
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
        List<LibraryAccount> earlier,
        Terms terms,
        Instant startedAt,
        Duration lease,
        long version) {
    public Transfer {
        earlier = List.copyOf(earlier);
    }

    /**
     * The terms of a transfer. Each try of an item must send equal bytes, so they do not change under way.
     *
     * @param dates the zone of the dates that are added to files without one; empty to add none
     * @param choice the items that are moved
     * @param order the number of the gallery's order, once it is written for this choice
     * @param hidden the private items that are not moved
     * @param notChosen the items of no part that the user has chosen, if there are any
     */
    public record Terms(
            Optional<ZoneId> dates, Choice choice, Optional<Long> order, Tally hidden, Optional<Tally> notChosen) {
        /** The terms before the gallery is counted. */
        static Terms of(Optional<ZoneId> dates, Choice choice) {
            return new Terms(dates, choice, Optional.empty(), Tally.NONE, Optional.empty());
        }

        /** The private items that are not moved though nobody has said so: their user is not safe. */
        public Tally unanswered() {
            return choice.withPrivate().isPresent() ? Tally.NONE : hidden;
        }

        /** The terms once the user has said that private items are left out. */
        Terms answered() {
            return new Terms(dates, choice.answered(false), order, hidden, notChosen);
        }

        /** The terms with another choice, for which the gallery is counted again. */
        Terms with(Choice next) {
            return of(dates, next);
        }

        Terms counted(Inventory.Ordered ordered) {
            Inventory.Chosen chosen = ordered.chosen();
            return new Terms(
                    dates,
                    choice,
                    Optional.of(ordered.order()),
                    chosen.hidden(),
                    Optional.of(chosen.notChosen()).filter(left -> left.items() > 0));
        }
    }

    /** The message for a run that begins with the next batch. */
    public TransferMessage message(Correlation correlation) {
        return new TransferMessage(user, id, progress.batch(), correlation, version);
    }

    /** True when the gallery is counted, and its order is known. */
    boolean galleryCounted() {
        return terms.order().isPresent();
    }

    /** How many times the user has switched the library account. */
    int switches() {
        return earlier.size();
    }

    /** The accounts that got photos. */
    public List<LibraryAccount> recipients() {
        return counts().done().items() == 0
                ? earlier
                : Stream.concat(earlier.stream(), Stream.of(account)).toList();
    }

    public Counts counts() {
        return progress.counts();
    }

    public Transfer withState(TransferState next) {
        return new Transfer(user, id, account, grant, next, room, progress, earlier, terms, startedAt, lease, version);
    }

    public Transfer with(Progress next) {
        return new Transfer(user, id, account, grant, state, room, next, earlier, terms, startedAt, lease, version);
    }

    public Transfer with(Terms next) {
        return new Transfer(user, id, account, grant, state, room, progress, earlier, next, startedAt, lease, version);
    }

    public Transfer granted(Optional<SealedSecret> next) {
        return new Transfer(user, id, account, next, state, room, progress, earlier, terms, startedAt, lease, version);
    }

    public Transfer with(RoomCheck check) {
        return new Transfer(
                user, id, account, grant, state, check, progress, earlier, terms, startedAt, lease, version);
    }

    public Transfer leased(Duration next) {
        return new Transfer(user, id, account, grant, state, room, progress, earlier, terms, startedAt, next, version);
    }

    /** The transfer as the store has it after one more save. */
    public Transfer saved() {
        return new Transfer(
                user, id, account, grant, state, room, progress, earlier, terms, startedAt, lease, version + 1);
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

    /** Where a transfer stands. */
    public sealed interface TransferState {
        /** Something is left to do without the user. */
        sealed interface Active extends TransferState {
            /** When the sweep takes the transfer up again. */
            Instant dueAt();
        }

        /** Nothing happens without the user. */
        sealed interface Ended extends TransferState {
            /** When it ended. */
            Instant at();
        }

        /** It ended with items left. The user can resume it while exports are open. */
        sealed interface Interrupted extends Ended {}

        /**
         * The gallery is being counted; nothing is moved before.
         *
         * @param checkAt when the sweep looks whether it is counted, in case no message says so
         */
        record Counting(Instant checkAt) implements Active {
            @Override
            public Instant dueAt() {
                return checkAt;
            }
        }

        /**
         * Batches follow one another.
         *
         * @param checkAt when the sweep sends the message again, in case it was lost
         */
        record Running(Instant checkAt) implements Active {
            @Override
            public Instant dueAt() {
                return checkAt;
            }
        }

        /** Parked until a time; no message is on its way. */
        record Waiting(WaitReason reason, Instant wakeAt) implements Active {
            @Override
            public Instant dueAt() {
                return wakeAt;
            }
        }

        /** Every item is settled. */
        record Finished(Instant at) implements Ended {}

        /** The user stopped it. */
        record Stopped(Instant at) implements Interrupted {}

        /** The group's close came first. */
        record Closed(Instant at) implements Interrupted {}

        /** The account may not use the library. The user can take another one. */
        record NotAllowed(Instant at) implements Interrupted {}

        /** The library refuses for a reason that waiting does not remove. An alarm tells the operator. */
        record GaveUp(Instant at) implements Interrupted {}

        /** True while something is left to do without the user. */
        default boolean active() {
            return this instanceof Active;
        }

        /** The state as users and receipts know it: the name of its type, {@code gave-up} for example. */
        default String code() {
            return Code.of(getClass());
        }

        /** The time at which the transfer ended; empty while something is left to do without the user. */
        default Optional<Instant> endedAt() {
            return this instanceof Ended ended ? Optional.of(ended.at()) : Optional.empty();
        }

        /** The reason for which a transfer waits. The names are stable, for apps. */
        enum WaitReason {
            ROOM,
            CONSENT,
            QUOTA,
            SHARE,
            BUSY,
            TROUBLE
        }
    }

    /**
     * Begins a run with a batch: the message on the transfer queue. Messages of a user are worked on in order and one
     * at a time.
     *
     * @param correlation ties its log lines to the call that began the transfer
     * @param version the transfer's, which sends one message; not in the text, so 0 in a message that was received
     */
    @RegisterForReflection
    public record TransferMessage(
            @JsonProperty("userId") UserId user,
            @JsonProperty("transferId") TransferId transfer,
            int batch,
            @JsonProperty("correlationId") Correlation correlation,
            @JsonIgnore long version)
            implements QueueMessage.Ordered {
        public TransferMessage {
            if (batch < 1) {
                throw new IllegalArgumentException("batch is not a number of at least 1");
            }
        }

        @JsonCreator
        public TransferMessage(
                @JsonProperty("userId") UserId user,
                @JsonProperty("transferId") TransferId transfer,
                @JsonProperty("batch") int batch,
                @JsonProperty("correlationId") Correlation correlation) {
            this(user, transfer, batch, correlation, 0);
        }

        @Override
        public String messageGroup() {
            return user.value();
        }

        @Override
        public String deduplicationId() {
            return transfer + "-" + version;
        }

        public static TransferMessage read(String body) {
            return Json.read(body, TransferMessage.class);
        }
    }
}
