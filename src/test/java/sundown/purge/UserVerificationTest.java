package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore.Hold;
import sundown.hold.InMemoryHoldStore;
import sundown.operator.SampleOperators;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.Findings.Cause;
import sundown.purge.Findings.Spared;
import sundown.runtime.Assembly;
import sundown.timeline.GroupId;

class UserVerificationTest {
    private static final GroupId GROUP = new GroupId("1");
    private static final UserId ALICE = new UserId("alice");
    private static final ObjectKey PHOTO = new ObjectKey("1/alice/photo");
    private static final ObjectKey VOLUME = new ObjectKey("1/alice/volume");

    private final PurgedGroup group = new PurgedGroup();
    private final InMemoryBuckets buckets = group.buckets;
    private final InMemoryHoldStore holds = group.holds;
    private final InMemoryAccountStore accounts = group.accounts;
    private final InMemoryClaims claims = group.claims;
    private final UserVerification users = Assembly.of(UserVerification.class, group.ports(), group.clock);

    @Test
    void countWhatAHeldUserHasInBothBucketsTogether() {
        Instant until = PurgedGroup.NOW.plus(Duration.ofDays(1));
        holds.place(
                GROUP, new Hold(ALICE, "a court", SampleOperators.named("Ada"), PurgedGroup.NOW, Optional.of(until)));
        buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);
        buckets.put(PurgedBucket.ARCHIVE, VOLUME, new byte[4]);
        buckets.begin(PurgedBucket.ARCHIVE, VOLUME);

        assertThat(users.inspectFolder(GROUP, "alice/"))
                .isEqualTo(Findings.of(Cause.HELD, new Spared(1, 1, new Totals(2, 0, 1, 7), Optional.of(until))));
    }

    /** Their account was of the group when a plan listed them, or they never belonged to it; a hold changes nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"BR", "CN"})
    void countWhatAUserOfAnotherGroupHas(String region) {
        accounts.put(new Account(ALICE, new Region(region)));
        holds.place(GROUP, new Hold(ALICE, "a court", SampleOperators.named("Ada"), PurgedGroup.NOW, Optional.empty()));
        buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);

        assertThat(users.inspectFolder(GROUP, "alice/"))
                .isEqualTo(Findings.of(Cause.FOREIGN, new Spared(1, 1, new Totals(1, 0, 0, 3), Optional.empty())));
    }

    @Test
    void differWhereTheUserIsOfTheGroup() {
        accounts.put(new Account(ALICE, new Region("IN")));
        buckets.put(PurgedBucket.GALLERY, PHOTO, new byte[3]);

        assertThat(users.inspectFolder(GROUP, "alice/").differences().count()).isEqualTo(1);
    }

    @Test
    void differWhereNoHoldKeepsThem() {
        holds.place(
                GROUP,
                new Hold(
                        ALICE, "a court", SampleOperators.named("Ada"), PurgedGroup.NOW, Optional.of(PurgedGroup.NOW)));
        buckets.put(PurgedBucket.ARCHIVE, VOLUME, new byte[4]);

        assertThat(users.inspectFolder(GROUP, "alice/").differences().first())
                .singleElement()
                .isEqualTo(CertificateRules.left(ALICE, new Totals(1, 0, 0, 4)).orElseThrow());
    }

    @Test
    void areCountedByFolderHoweverManyThereAre() {
        IntStream.rangeClosed(0, UserVerification.PAGE_NAMES)
                .mapToObj(user -> new ObjectKey("1/user-" + user + "/photo"))
                .forEach(key -> buckets.put(PurgedBucket.GALLERY, key, new byte[1]));
        buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/user-7/volume"), new byte[1]);
        buckets.put(PurgedBucket.ARCHIVE, new ObjectKey("1/stray"), new byte[1]);

        assertThat(users.countFolders(GROUP, Long.MAX_VALUE)).isEqualTo(UserVerification.PAGE_NAMES + 2);
        assertThat(users.countFolders(GROUP, 2)).isEqualTo(2);
    }

    /** A user of another group, or of none, has it. */
    @ParameterizedTest
    @ValueSource(strings = {"1/loose.jpg", "1/no user!/photo"})
    void areForOthersWhereSomebodyClaimsWhatLiesInNobodysFolder(String key) {
        ObjectKey loose = new ObjectKey(key);
        String folder = BucketLayout.folder(BucketLayout.GROUP_FIRST.prefix(GROUP), key);
        buckets.put(PurgedBucket.GALLERY, loose, new byte[3]);
        buckets.put(PurgedBucket.GALLERY, new ObjectKey("1/loose.jpg.bak"), new byte[1]);
        claims.put(loose, ALICE);
        assertThat(users.inspectFolder(GROUP, folder))
                .isEqualTo(Findings.of(Cause.SHARED, new Spared(0, 1, new Totals(1, 0, 0, 3), Optional.empty())));

        claims.release(loose, ALICE);
        assertThat(users.inspectFolder(GROUP, folder)).isEqualTo(ofNobody(folder));
    }

    @Test
    void differWhereNobodyClaimsSomeOfWhatLiesInNobodysFolder() {
        ObjectKey claimed = new ObjectKey("1/no user!/claimed");
        buckets.put(PurgedBucket.GALLERY, claimed, new byte[3]);
        buckets.put(PurgedBucket.GALLERY, new ObjectKey("1/no user!/other"), new byte[3]);
        claims.put(claimed, ALICE);
        assertThat(users.inspectFolder(GROUP, "no user!/")).isEqualTo(ofNobody("no user!/"));
    }

    /** A claim is on an object of the gallery, whatever the archives have under its key. */
    @Test
    void differWhereTheArchivesKeepSomethingOfNobody() {
        ObjectKey loose = new ObjectKey("1/loose.jpg");
        buckets.put(PurgedBucket.ARCHIVE, loose, new byte[3]);
        claims.put(loose, ALICE);
        assertThat(users.inspectFolder(GROUP, "loose.jpg")).isEqualTo(ofNobody("loose.jpg"));
    }

    /** It was listed, and is gone by now. */
    @Test
    void areNothingInAnEmptyFolder() {
        assertThat(users.inspectFolder(GROUP, "alice/")).isEqualTo(Findings.NOTHING);
        assertThat(users.inspectFolder(GROUP, "loose.jpg")).isEqualTo(Findings.NOTHING);
    }

    private static Findings ofNobody(String folder) {
        return Findings.differing(List.of(
                CertificateRules.leftOfNobody(folder, new Totals(1, 0, 0, 1)).orElseThrow()));
    }
}
