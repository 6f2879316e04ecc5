package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.gallery.Claims;
import sundown.gallery.Claims.Claim;
import sundown.gallery.Claims.Claimant;
import sundown.gallery.ObjectKey;

/** What claims on shared objects promise. */
public abstract class ClaimsContract {
    private static final ObjectKey KEY = new ObjectKey("shared/a photo");
    private static final ObjectKey OTHER = new ObjectKey("shared/other");
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private static final UserId CID = new UserId("cid");

    /** The claims under test; there are none at first. */
    protected abstract Claims claims();

    /** Adds a claim, as an import does. */
    protected abstract void put(ObjectKey key, UserId user);

    @Test
    void findsTheObjectsOfAUser() {
        put(KEY, ANN);
        put(OTHER, ANN);
        put(KEY, BOB);
        assertThat(claims().listObjects(ANN)).containsExactlyInAnyOrder(KEY, OTHER);
        assertThat(claims().listObjects(BOB)).containsExactly(KEY);
        assertThat(claims().listObjects(CID)).isEmpty();
    }

    @Test
    void findsSome() {
        assertThat(claims().listSome(10)).isEmpty();
        put(KEY, ANN);
        put(OTHER, ANN);
        put(OTHER, BOB);
        claims().release(KEY, ANN);
        assertThat(claims().listSome(3))
                .containsExactlyInAnyOrder(new Claim(KEY, ANN), new Claim(OTHER, ANN), new Claim(OTHER, BOB));
        assertThat(claims().listSome(2)).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void tellsWhoHasReleased() {
        put(KEY, ANN);
        put(KEY, BOB);
        put(OTHER, CID);
        assertThat(claims().listClaimants(KEY)).containsExactlyInAnyOrder(open(ANN), open(BOB));
        claims().release(KEY, ANN);
        assertThat(claims().listClaimants(KEY)).containsExactlyInAnyOrder(released(ANN), open(BOB));
        assertThat(claims().listClaimants(OTHER)).containsExactly(open(CID));
    }

    @Test
    void releasesOnceAndForGood() {
        put(KEY, ANN);
        put(KEY, BOB);
        claims().release(KEY, ANN);
        claims().release(KEY, ANN);
        assertThat(claims().listClaimants(KEY)).containsExactlyInAnyOrder(released(ANN), open(BOB));
    }

    @Test
    void remembersWhatAUserHasReleased() {
        put(KEY, ANN);
        claims().release(KEY, ANN);
        assertThat(claims().listObjects(ANN)).containsExactly(KEY);
    }

    @Test
    void makesNoClaimByAReleaseOfNone() {
        put(KEY, BOB);
        claims().release(KEY, ANN);
        claims().release(OTHER, ANN);
        assertThat(claims().listObjects(ANN)).isEmpty();
        assertThat(claims().listClaimants(KEY)).containsExactly(open(BOB));
        assertThat(claims().listClaimants(OTHER)).isEmpty();
    }

    @Test
    void findsTheOneOfMany() {
        IntStream.range(0, 20).forEach(number -> put(KEY, user(number)));
        IntStream.range(0, 19).forEach(number -> claims().release(KEY, user(number)));
        assertThat(claims().listClaimants(KEY))
                .hasSize(20)
                .filteredOn(claimant -> !claimant.released())
                .containsExactly(open(user(19)));
    }

    private static UserId user(int number) {
        return new UserId("user-%02d".formatted(number));
    }

    private static Claimant open(UserId user) {
        return new Claimant(user, false);
    }

    private static Claimant released(UserId user) {
        return new Claimant(user, true);
    }
}
