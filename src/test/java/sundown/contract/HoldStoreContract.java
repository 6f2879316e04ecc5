package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.hold.HoldStore;
import sundown.hold.HoldStore.Hold;
import sundown.operator.SampleOperators;
import sundown.timeline.GroupId;

/** What every store of holds promises. */
public abstract class HoldStoreContract {
    private static final GroupId GROUP = new GroupId("1");
    private static final UserId USER = new UserId("held");
    private static final Instant NOW = SampleTransfers.NOW;

    /** The store under test, empty at first. */
    private final HoldStore store;

    protected HoldStoreContract(HoldStore store) {
        this.store = store;
    }

    @Test
    void knowsNoHoldThatWasNotPlaced() {
        assertThat(store.find(USER)).isEmpty();
        assertThat(store.changes(GROUP)).isZero();
    }

    @Test
    void findsAHoldWithItsEndAndWithoutOne() {
        store.place(GROUP, hold("court order 7", Optional.empty()));
        assertThat(store.find(USER)).contains(hold("court order 7", Optional.empty()));
        store.place(GROUP, hold("court order 8", Optional.of(NOW.plusMillis(1))));
        assertThat(store.find(USER)).contains(hold("court order 8", Optional.of(NOW.plusMillis(1))));
    }

    @Test
    void findsTheHoldsOfManyUsersTogether() {
        List<UserId> users = IntStream.range(0, 101)
                .mapToObj(number -> new UserId("held-" + number))
                .toList();
        store.place(GROUP, hold(users.getFirst(), "court order 7", Optional.of(NOW)));
        store.place(GROUP, hold(users.getLast(), "court order 8", Optional.empty()));
        Found<Hold> found = store.findAll(users);
        assertThat(found.find(users.getFirst())).contains(hold(users.getFirst(), "court order 7", Optional.of(NOW)));
        assertThat(found.find(users.getLast())).contains(hold(users.getLast(), "court order 8", Optional.empty()));
        assertThat(found.rows()).hasSize(2);
        store.release(GROUP, users.getLast(), NOW);
        assertThat(store.findAll(users).find(users.getLast())).isEmpty();
        assertThat(store.findAll(List.of()).rows()).isEmpty();
    }

    @Test
    void takesAHoldAwayAndNoOther() {
        store.place(GROUP, hold("court order", Optional.empty()));
        store.release(GROUP, new UserId("held2"), NOW);
        assertThat(store.find(USER)).isPresent();
        store.release(GROUP, USER, NOW);
        assertThat(store.find(USER)).isEmpty();
    }

    @Test
    void placesAHoldWhereNoneAppliesAndChangesNone() {
        assertThat(store.placeWhereNone(hold("they ask", Optional.of(NOW.plusSeconds(1)))))
                .isTrue();
        assertThat(store.placeWhereNone(hold("they ask again", Optional.empty())))
                .isFalse();
        assertThat(store.find(USER)).contains(hold("they ask", Optional.of(NOW.plusSeconds(1))));
        store.place(GROUP, hold("court order", Optional.empty()));
        assertThat(store.placeWhereNone(hold("they ask", Optional.of(NOW.plusSeconds(1)))))
                .isFalse();
        assertThat(store.find(USER)).contains(hold("court order", Optional.empty()));
        assertThat(store.changes(GROUP)).isEqualTo(1);
    }

    @Test
    void placesAHoldInPlaceOfOneThatHasEnded() {
        store.place(GROUP, hold("court order", Optional.of(NOW)));
        assertThat(store.placeWhereNone(hold("they ask", Optional.empty()))).isTrue();
        assertThat(store.find(USER)).contains(hold("they ask", Optional.empty()));
        assertThat(store.changes(GROUP)).isZero();
    }

    /** A promise to a user: nobody ends the exports that a hold opens. A day after them, the hold is like any other. */
    @Test
    void keepsAHoldWhoseExportsAnotherWouldEndEarlier() {
        Instant end = NOW.plus(Duration.ofDays(20));
        Hold opening = opening(end, NOW);
        assertThat(store.place(GROUP, opening)).isTrue();
        assertThat(store.place(GROUP, hold("court order", Optional.empty()))).isFalse();
        assertThat(store.place(GROUP, opening(end.minusMillis(1), NOW))).isFalse();
        assertThat(store.release(GROUP, USER, end.plus(Hold.SETTLING_TIME).minusMillis(1)))
                .isFalse();
        assertThat(store.find(USER)).contains(opening);
        Hold later = opening(end.plusMillis(1), NOW);
        assertThat(store.place(GROUP, later)).isTrue();
        assertThat(store.find(USER)).contains(later);
        Instant settled = end.plusMillis(1).plus(Hold.SETTLING_TIME);
        Hold next = opening(settled.plusSeconds(1), settled);
        assertThat(store.place(GROUP, next)).isTrue();
        assertThat(store.release(GROUP, USER, settled.plusSeconds(1).plus(Hold.SETTLING_TIME)))
                .isTrue();
        assertThat(store.find(USER)).isEmpty();
    }

    private static Hold opening(Instant exportsUntil, Instant placedAt) {
        return new Hold(
                USER,
                "they come late",
                SampleOperators.named("Ada"),
                placedAt,
                Optional.of(exportsUntil.plus(Duration.ofDays(30))),
                Optional.of(exportsUntil));
    }

    @Test
    void listsAllHoldsPageByPage() {
        List<UserId> users = IntStream.range(0, 7)
                .mapToObj(number -> new UserId("held-" + number))
                .toList();
        users.forEach(user ->
                store.place(GROUP, new Hold(user, "court order", SampleOperators.named("Ada"), NOW, Optional.of(NOW))));

        List<Hold> listed = new ArrayList<>();
        List<Hold> page = store.list(Optional.empty(), 3);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            listed.addAll(page);
            page = store.list(Optional.of(page.getLast().user()), 3);
        }

        assertThat(listed).extracting(Hold::user).containsExactlyInAnyOrderElementsOf(users);
        assertThat(listed).allMatch(hold -> hold.until().equals(Optional.of(NOW)));
        assertThat(store.list(Optional.empty(), 7)).hasSize(7);
    }

    @Test
    void goesOnAfterAHoldThatWasReleased() {
        store.place(GROUP, hold("court order", Optional.empty()));
        store.release(GROUP, USER, NOW);
        assertThat(store.list(Optional.of(USER), 1)).isEmpty();
    }

    @Test
    void countsEveryChangeOfAGroupButTheFirstHoldOfAnAccount() {
        store.place(GROUP, hold("court order", Optional.empty()));
        assertThat(store.changes(GROUP)).isZero();
        store.place(GROUP, hold("court order", Optional.empty()));
        store.release(GROUP, USER, NOW);
        assertThat(store.changes(GROUP)).isEqualTo(2);
        store.place(GROUP, hold("court order", Optional.empty()));
        assertThat(store.changes(GROUP)).isEqualTo(2);
        assertThat(store.changes(new GroupId("2"))).isZero();
    }

    @Test
    void losesNoChangeOfManyAtOnce() throws Exception {
        Race.between(4, number -> {
            store.release(GROUP, USER, NOW);
            return number;
        });
        assertThat(store.changes(GROUP)).isEqualTo(4);
    }

    private static Hold hold(String reason, Optional<Instant> until) {
        return hold(USER, reason, until);
    }

    private static Hold hold(UserId user, String reason, Optional<Instant> until) {
        return new Hold(user, reason, SampleOperators.named("Ada"), NOW, until);
    }
}
