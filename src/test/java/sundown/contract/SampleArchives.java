package sundown.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import sundown.account.Language;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.Contents;
import sundown.archive.Archive.Downloads;
import sundown.archive.Archive.PrivatePart;
import sundown.archive.ArchiveRules;
import sundown.archive.Volume;
import sundown.archive.Volume.VolumeState;
import sundown.archive.plan.ArchiveItem.LeftOut;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.timeline.GroupId;

/** Archives and volumes with every part filled in, of the lengths that they have in life. */
public final class SampleArchives {
    /** An instant with all nine places. */
    public static final Instant NOW = SampleTransfers.NOW;

    private SampleArchives() {}

    /** An archive that was never saved; its id is the user's own. */
    public static Archive fresh(UserId user) {
        return new Archive(
                user,
                id(user.value()),
                new GroupId("1"),
                Optional.of(new SealedSecret("s".repeat(324))),
                4_000_000_000L,
                Optional.of(ZoneId.of("Asia/Kolkata")),
                Optional.of(new Language("pt-BR")),
                Archive.Chosen.ALL,
                Optional.of(new Tally(10_000, 40_000_000_000L)),
                new ArchiveState.Planning(0, NOW),
                Optional.empty(),
                Optional.empty(),
                Downloads.NONE,
                NOW,
                Optional.empty(),
                List.of(),
                0);
    }

    /** An archive that is ready and partly downloaded. */
    public static Archive ready(UserId user) {
        Instant endsAt = NOW.plus(Duration.ofDays(30));
        return fresh(user)
                .withState(new ArchiveState.Ready(NOW, endsAt))
                .with(
                        new Tally(10_000, 40_000_000_000L),
                        new Contents(plan(1), 11, 40_001_234_567L),
                        Optional.of(new PrivatePart(new SealedSecret("p".repeat(324)), 120)))
                .with(new Downloads(
                        Set.of(1, 3, 11),
                        Optional.of(NOW),
                        Optional.of(NOW.plus(ArchiveRules.LIFE)),
                        new Tally(2_990, 11_900_000_000L),
                        10,
                        4))
                .cleanedAt(Optional.of(endsAt.plusSeconds(60)));
    }

    /** An archive that replaced two others; one is due to be cleaned at this time. */
    public static Archive replacing(UserId user, Instant cleanAt) {
        Archive.Earlier cleaned =
                new Archive.Earlier(id("cleaned"), new GroupId("1"), NOW.minusSeconds(7_200), Optional.empty());
        Archive.Earlier ended =
                new Archive.Earlier(id("ended"), new GroupId("2"), NOW.minusSeconds(3_600), Optional.of(cleanAt));
        return Records.with(fresh(user), "earlier", List.of(cleaned, ended));
    }

    /** Another archive of the same user, in the place of this one. */
    public static Archive other(Archive archive) {
        return Records.with(archive, "id", id("another of " + archive.user()));
    }

    /** A volume of an archive that was never saved. */
    public static Volume volume(Archive archive, int number) {
        return new Volume(
                archive.user(),
                archive.id(),
                archive.contents().map(Contents::plan).orElse(plan(1)),
                number,
                SampleTransfers.item(number),
                SampleTransfers.item(number + 1_000),
                number % 2 == 0,
                2,
                4_000_000_000L + number,
                1_000,
                3_900_000_000L,
                25,
                12,
                leftOut(Volume.EXAMPLES_MAX),
                List.of(new Volume.Hindrance(SampleTransfers.item(number), LeftOut.Reason.TOO_SLOW)),
                16L << 20,
                new VolumeState.Building(NOW),
                0);
    }

    /** The plan of this number. */
    public static Archive.PlanId plan(int number) {
        return new Archive.PlanId("%024x".formatted(number));
    }

    private static List<LeftOut> leftOut(int count) {
        LeftOut.Reason[] reasons = LeftOut.Reason.values();
        return IntStream.range(0, count)
                .mapToObj(index -> new LeftOut(
                        SampleTransfers.item(index),
                        "été \"" + index + "\" 📷.jpg",
                        index % 2 == 0 ? Set.of() : Set.of("Ferien 2026", "Été"),
                        reasons[index % reasons.length]))
                .toList();
    }

    private static ArchiveId id(String name) {
        return new ArchiveId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, 24));
    }
}
