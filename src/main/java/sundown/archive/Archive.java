package sundown.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.edge.Code;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.QueueMessage;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.media.Choice;
import sundown.media.Choice.Selection;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.sweep.Wake.Shards;
import sundown.timeline.GroupId;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;

/**
 * A user's current archive: one row, saved as a whole with a conditional write on its version.
 *
 * @param group the group under which its objects are stored, whatever the timeline says later
 * @param password sealed; removed when the archive ends
 * @param volumeBytes the size of a volume that its user chose
 * @param dates the zone of the dates that are added to files without one; empty to add none
 * @param chosen the part of the gallery that its user chose
 * @param gallery the items of this part when the archive was planned
 * @param contents known once it is planned
 * @param privatePart of a gallery with private items, once it is planned; removed when the archive ends
 * @param cleanAt when to remove its objects, once it has ended; the objects of attempts that do not count, while it can
 *     be downloaded
 * @param earlier the archives that it replaced, while anything of them is stored or they count for the day
 * @param version increases with each save; 0 before the first
 */
public record Archive(
        UserId user,
        ArchiveId id,
        GroupId group,
        Optional<SealedSecret> password,
        long volumeBytes,
        Optional<ZoneId> dates,
        Chosen chosen,
        Optional<Tally> gallery,
        ArchiveState state,
        Optional<Contents> contents,
        Optional<PrivatePart> privatePart,
        Downloads downloads,
        Instant createdAt,
        Optional<Instant> cleanAt,
        List<Earlier> earlier,
        long version) {
    public Archive {
        earlier = List.copyOf(earlier);
    }

    /**
     * The part of a gallery that the user chose.
     *
     * @param had the items of the parts before, which they have downloaded, if there are any
     * @param notChosen the items of no part, once the archive is planned, if there are any
     * @param failures the failures of a transfer, if these alone are taken
     */
    public record Chosen(Choice choice, Optional<Tally> had, Optional<Tally> notChosen, Optional<Failures> failures) {
        /** Private items are in volumes of their own. */
        private static final Optional<Boolean> WITH_PRIVATE = Optional.of(true);

        /** Everything but what is in the trash. */
        public static final Chosen ALL = of(Selection.ALL);

        static Chosen of(Selection selection) {
            return new Chosen(Choice.of(selection, WITH_PRIVATE), Optional.empty(), Optional.empty(), Optional.empty());
        }

        static Chosen of(Failures failures) {
            return new Chosen(ALL.choice, Optional.empty(), Optional.empty(), Optional.of(failures));
        }

        /** How an item stands by it. All failures are taken, also those that are in the trash by now. */
        Choice.Standing standing(Item item) {
            return failures.isPresent() ? Choice.Standing.TAKEN : choice.standing(item);
        }

        boolean takes(Item item) {
            return standing(item) == Choice.Standing.TAKEN;
        }

        /** True if the same part is chosen. */
        boolean isLike(Chosen other) {
            return choice.selection().equals(other.choice.selection()) && failures.equals(other.failures);
        }

        /** Another part in the place of this one, of which not all was downloaded. */
        Chosen instead(Selection other) {
            return new Chosen(choice.instead(other, WITH_PRIVATE), had, Optional.empty(), Optional.empty());
        }

        /** The next part, once all of this one was downloaded. */
        Chosen further(Selection next, Tally downloaded) {
            return new Chosen(
                    choice.further(next, WITH_PRIVATE),
                    Optional.of(had.orElse(Tally.NONE).plus(downloaded)),
                    Optional.empty(),
                    Optional.empty());
        }

        Chosen without(Tally others) {
            return new Chosen(choice, had, Optional.of(others).filter(any -> any.items() > 0), failures);
        }
    }

    /**
     * What a transfer could not move, as it was when the user asked for it. Nothing that was moved by then fails later,
     * so the items that were moved and those of the archive are never the same.
     *
     * @param moved the items that were in the library
     * @param failed the items that were not
     */
    public record Failures(TransferId transfer, Tally moved, Tally failed) {
        static Failures of(Transfer transfer) {
            Counts counts = transfer.counts();
            return new Failures(transfer.id(), counts.done().plus(counts.duplicate()), counts.failed());
        }
    }

    /**
     * An archive that another one replaced.
     *
     * @param group the group under which its objects are stored
     * @param createdAt when it was requested
     * @param cleanAt when to remove its objects; absent once that is done
     */
    public record Earlier(ArchiveId id, GroupId group, Instant createdAt, Optional<Instant> cleanAt) {
        private boolean stays(Instant now) {
            return cleanAt.filter(now::isBefore).isPresent();
        }

        private Earlier cleaned(Instant now) {
            return new Earlier(id, group, createdAt, cleanAt.filter(now::isBefore));
        }
    }

    /**
     * Identifies a plan. The rows of its volumes are under its id, and no id is used for two plans.
     *
     * @param value 24 hexadecimal digits in lower case
     */
    public record PlanId(String value) {
        public PlanId {
            ArchiveId.require(value);
        }

        /** A new id: 96 random bits, so that no two are equal. */
        static PlanId random(RandomGenerator random) {
            return new PlanId(ArchiveId.random(random).value());
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * The contents of an archive, once it is planned.
     *
     * @param plan the plan that is in force
     * @param volumes at least 1
     * @param bytes of all volumes together, as planned
     */
    public record Contents(PlanId plan, int volumes, long bytes) {
        public Contents {
            if (volumes < 1 || bytes < 1) {
                throw new IllegalArgumentException("an archive has at least one volume and one byte");
            }
        }

        /** True if there is a volume of this number. */
        public boolean has(int volume) {
            return volume >= 1 && volume <= volumes;
        }
    }

    /**
     * The private items, which are in volumes of their own.
     *
     * @param password of these volumes, sealed
     * @param items how many there are
     */
    public record PrivatePart(SealedSecret password, long items) {}

    /**
     * The volumes that the user has, as their page or app says.
     *
     * @param volumes their numbers
     * @param finishedAt when the last one arrived
     * @param keptUntil the end that followed from that, as it was set then
     * @param items the items in these volumes
     * @param leftOut the number of items that these volumes lack
     * @param lost how many of these no archive can have
     */
    public record Downloads(
            Set<Integer> volumes,
            Optional<Instant> finishedAt,
            Optional<Instant> keptUntil,
            Tally items,
            int leftOut,
            int lost) {
        public static final Downloads NONE =
                new Downloads(Set.of(), Optional.empty(), Optional.empty(), Tally.NONE, 0, 0);

        public Downloads {
            volumes = Set.copyOf(volumes);
        }

        /** These downloads with one more volume, of so many; after the last one, the archive is kept for a while. */
        public Downloads plus(Volume volume, int all, Duration kept, Instant now) {
            Set<Integer> more =
                    Stream.concat(volumes.stream(), Stream.of(volume.number())).collect(Collectors.toUnmodifiableSet());
            boolean last = more.size() == all;
            return new Downloads(
                    more,
                    last ? Optional.of(now) : finishedAt,
                    last ? Optional.of(now.plus(kept)) : keptUntil,
                    items.plus(new Tally(volume.items(), volume.itemBytes())),
                    leftOut + volume.leftOut(),
                    lost + volume.lost());
        }
    }

    /** The message that requests its plan. */
    public ArchiveMessage planning(Correlation correlation) {
        return new ArchiveMessage(user, id, ArchiveMessage.PLAN, correlation);
    }

    /** The message that requests one of its volumes. */
    public ArchiveMessage building(int volume, Correlation correlation) {
        return new ArchiveMessage(user, id, volume, correlation);
    }

    /** This archive in another state. */
    public Archive withState(ArchiveState next) {
        return with(password, chosen, gallery, next, contents, privatePart, downloads, cleanAt, earlier, version);
    }

    /** This archive, planned. */
    public Archive with(Tally found, Contents planned, Optional<PrivatePart> hidden) {
        return with(
                password,
                chosen,
                Optional.of(found),
                state,
                Optional.of(planned),
                hidden,
                downloads,
                cleanAt,
                earlier,
                version);
    }

    /** This archive, which takes all items but these. */
    Archive without(Tally others) {
        return with(
                password,
                chosen.without(others),
                gallery,
                state,
                contents,
                privatePart,
                downloads,
                cleanAt,
                earlier,
                version);
    }

    /** This archive with other downloads. */
    public Archive with(Downloads next) {
        return with(password, chosen, gallery, state, contents, privatePart, next, cleanAt, earlier, version);
    }

    /** This archive without its passwords. */
    public Archive withoutPasswords() {
        return with(
                Optional.empty(),
                chosen,
                gallery,
                state,
                contents,
                Optional.empty(),
                downloads,
                cleanAt,
                earlier,
                version);
    }

    /** This archive, cleaned at another time, or never. */
    public Archive cleanedAt(Optional<Instant> next) {
        return with(password, chosen, gallery, state, contents, privatePart, downloads, next, earlier, version);
    }

    /** The sealed password of one of its volumes, unless it has ended. */
    SealedSecret passwordOf(Volume volume) {
        return (volume.isPrivate() ? privatePart.map(PrivatePart::password) : password).orElseThrow();
    }

    /** The number of items in all volumes that are private as this one is, or are not as this one. */
    long itemsBeside(Volume volume) {
        long hidden = privatePart.map(PrivatePart::items).orElse(0L);
        return volume.isPrivate() ? hidden : gallery.orElseThrow().items() - hidden;
    }

    /** The next time at which objects of ended archives must be removed, this one's or earlier ones'. */
    public Optional<Instant> nextCleaning() {
        return cleanings().min(Instant::compareTo);
    }

    /** The last of these times: from then on no worker is at an archive that has ended. */
    public Optional<Instant> lastCleaning() {
        return cleanings().max(Instant::compareTo);
    }

    private Stream<Instant> cleanings() {
        return Stream.concat(Stream.of(cleanAt), earlier.stream().map(Earlier::cleanAt))
                .flatMap(Optional::stream);
    }

    /**
     * The shard in which it waits for its time. An archive for which somebody waits is never behind archives that are
     * ready or have ended: a close brings many of these at once.
     */
    public int shard() {
        return Shards.of(user.value()) + (state instanceof ArchiveState.Unfinished ? 0 : Shards.COUNT);
    }

    /** The groups under which objects of it and of earlier archives are stored. */
    Set<GroupId> groups() {
        return Stream.concat(Stream.of(group), earlier.stream().map(Earlier::group))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * True while the objects of an archive stay: it is this one and lives, or the time of its cleaning has not come.
     */
    boolean keeps(ArchiveId stored, Instant now) {
        boolean own = stored.equals(id)
                && (state.live() || cleanAt.filter(now::isBefore).isPresent());
        return own || earlier.stream().anyMatch(other -> other.id().equals(stored) && other.stays(now));
    }

    /** This archive after the objects have been removed that were due by this time. */
    Archive cleaned(Instant now) {
        List<Earlier> rest = earlier.stream().map(other -> other.cleaned(now)).toList();
        return with(
                password,
                chosen,
                gallery,
                state,
                contents,
                privatePart,
                downloads,
                cleanAt.filter(now::isBefore),
                rest,
                version);
    }

    /** This archive as the store holds it after one more save. */
    public Archive saved() {
        return with(password, chosen, gallery, state, contents, privatePart, downloads, cleanAt, earlier, version + 1);
    }

    private Archive with(
            Optional<SealedSecret> password,
            Chosen chosen,
            Optional<Tally> gallery,
            ArchiveState state,
            Optional<Contents> contents,
            Optional<PrivatePart> privatePart,
            Downloads downloads,
            Optional<Instant> cleanAt,
            List<Earlier> earlier,
            long version) {
        return new Archive(
                user,
                id,
                group,
                password,
                volumeBytes,
                dates,
                chosen,
                gallery,
                state,
                contents,
                privatePart,
                downloads,
                createdAt,
                cleanAt,
                earlier,
                version);
    }

    /**
     * Identifies an archive. It is part of the keys of its objects and cannot be guessed.
     *
     * @param value 24 hexadecimal digits in lower case
     */
    @RegisterForReflection
    public record ArchiveId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ArchiveId {
            require(value);
        }

        static void require(String value) {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not 24 hexadecimal digits in lower case");
            }
        }

        /** A new id: 96 random bits, so that no two are equal. */
        static ArchiveId random(RandomGenerator random) {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            return new ArchiveId(HexFormat.of().formatHex(bytes));
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** The state of an archive; it only moves forward in this order. */
    public sealed interface ArchiveState {
        /** It is not ready yet; the sweep checks it at a time. */
        sealed interface Unfinished extends ArchiveState {
            /** When to check it next. */
            Instant checkAt();
        }

        /**
         * Its plan is being made.
         *
         * @param attempt how many times the planning has begun
         * @param checkAt when to begin the planning again if it has not ended
         */
        record Planning(int attempt, Instant checkAt) implements Unfinished {}

        /**
         * Its volumes are being built.
         *
         * @param since when that began
         * @param checkAt when to check its volumes; never later than the first of them needs
         */
        record Building(Instant since, Instant checkAt) implements Unfinished {}

        /**
         * It can be downloaded.
         *
         * @param endsAt when it ends, as known when this was saved
         */
        record Ready(Instant at, Instant endsAt) implements ArchiveState {}

        /** It no longer exists for its owner. */
        record Ended(Ending why, Instant at) implements ArchiveState {}

        /** Why an archive has ended; the names are stable, for apps. */
        enum Ending implements Code {
            /** Its 30 days are over, or the days for which it stays after its download. */
            EXPIRED,
            /** Its end was noticed after the group's close. */
            CLOSED,
            /** The user deleted it. */
            DELETED,
            /** It could not be built; the operator is told, and the user may ask for another. */
            GAVE_UP
        }

        /** True until it has ended. */
        default boolean live() {
            return !(this instanceof Ended);
        }
    }

    /**
     * One volume to be built, or an archive to be planned: the message on the archive queue. The password is not in it.
     *
     * @param volume from 1, or {@link #PLAN}
     * @param correlation ties its log lines to the call that asked for the archive
     */
    @RegisterForReflection
    public record ArchiveMessage(
            @JsonProperty("userId") UserId user,
            @JsonProperty("archiveId") ArchiveId archive,
            int volume,
            @JsonProperty("correlationId") Correlation correlation)
            implements QueueMessage {
        /** Stands in the place of a volume's number when the archive is to be planned. */
        public static final int PLAN = 0;

        public ArchiveMessage {
            if (volume < PLAN) {
                throw new IllegalArgumentException("volume is less than 0");
            }
        }

        /** True when the archive is to be planned. */
        public boolean planning() {
            return volume == PLAN;
        }

        public static ArchiveMessage read(String body) {
            return Json.read(body, ArchiveMessage.class);
        }
    }
}
