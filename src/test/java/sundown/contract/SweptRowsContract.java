package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.contract.SampleTransfers.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.runtime.Records;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Wake;
import sundown.sweep.Wake.Shards;

/** What every store promises that has a row of each user, with a time at which the sweep looks at it. */
abstract class SweptRowsContract<R extends Record> {
    final UserId user = user();

    private final TaskName task;
    private final Store<R> store;
    private final Samples<R> samples;

    /** A store in which nothing is due. */
    record Store<R>(
            Function<UserId, Optional<R>> find,
            Function<List<UserId>, Found<R>> findAll,
            Function<R, Optional<R>> save,
            Due due,
            Waiting waiting) {}

    /** A row that is due now, a row with every part filled in, and a row as it is when it is due at another time. */
    record Samples<R>(Function<UserId, R> fresh, Function<UserId, R> full, BiFunction<R, Instant, R> dueAt) {}

    interface Due {
        List<UserId> due(int shard, Instant now, int limit);
    }

    interface Waiting {
        List<Wake> waiting(int shard, Optional<Wake> after, int limit);
    }

    SweptRowsContract(TaskName task, Store<R> store, Samples<R> samples) {
        this.task = task;
        this.store = store;
        this.samples = samples;
    }

    @Test
    void findsThoseOfManyAtOnce() {
        List<UserId> users = inShard(3, 5);
        List<R> saved =
                users.stream().map(next -> save(samples.fresh.apply(next))).toList();
        Found<R> found = store.findAll.apply(
                Stream.concat(Stream.of(user), users.stream()).toList());
        assertThat(users.stream().map(found::find).flatMap(Optional::stream)).isEqualTo(saved);
        assertThat(found.find(user)).isEmpty();
    }

    @Test
    void findsNothingForAStranger() {
        assertThat(find()).isEmpty();
    }

    @Test
    void keepsAllOfARow() {
        R saved = save(samples.full.apply(user));
        assertThat(saved).isEqualTo(version(samples.full.apply(user), 1));
        assertThat(find()).contains(saved);
    }

    @Test
    void countsTheVersionsUp() {
        R first = save(samples.fresh.apply(user));
        assertThat(save(first)).isEqualTo(version(first, 2));
    }

    @Test
    void refusesASaveOfWhatSomebodyChanged() {
        R read = save(samples.fresh.apply(user));
        R changed = save(samples.dueAt.apply(read, NOW.plusSeconds(1)));
        assertThat(store.save.apply(read)).isEmpty();
        assertThat(store.save.apply(read)).isEmpty();
        assertThat(find()).contains(changed);
    }

    @Test
    void refusesASecondFirstSave() {
        R saved = save(samples.fresh.apply(user));
        assertThat(store.save.apply(samples.fresh.apply(user))).isEmpty();
        assertThat(find()).contains(saved);
    }

    @Test
    void refusesToChangeWhatIsNotThere() {
        assertThat(store.save.apply(version(samples.fresh.apply(user), 1))).isEmpty();
        assertThat(find()).isEmpty();
    }

    @Test
    void letsExactlyOneOfManyBeFirst() throws Exception {
        for (int round = 0; round < 5; round++) {
            R fresh = samples.fresh.apply(user());
            assertThat(Race.between(16, worker -> store.save.apply(fresh)).stream()
                            .flatMap(Optional::stream))
                    .containsExactly(version(fresh, 1));
        }
    }

    @Test
    void letsExactlyOneOfManyChangeAVersion() throws Exception {
        R current = save(samples.full.apply(user));
        for (int round = 0; round < 10; round++) {
            R read = current;
            List<R> winners = Race.between(
                            16, worker -> store.save.apply(samples.dueAt.apply(read, NOW.plusSeconds(worker))))
                    .stream()
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(winners).hasSize(1);
            current = winners.getFirst();
            assertThat(find()).contains(current);
        }
    }

    @Test
    void namesThoseThatWaitLongestFirst() {
        List<UserId> inOrder = inShard(3, 40);
        for (int number = 0; number < 40; number++) {
            save(samples.dueAt.apply(samples.fresh.apply(inOrder.get(number)), NOW.minusMillis(250L * (40 - number))));
        }
        assertThat(store.due.due(3, NOW, 100)).isEqualTo(inOrder);
        assertThat(store.due.due(3, NOW, 7)).isEqualTo(inOrder.subList(0, 7));
    }

    /** Those of all shards that are due. */
    List<UserId> due(Instant now, int limit) {
        return IntStream.range(0, task.shards())
                .mapToObj(shard -> store.due.due(shard, now, limit))
                .flatMap(List::stream)
                .toList();
    }

    /** All that waits in a shard, read in pages. */
    List<Wake> listed(int shard, int page) {
        List<Wake> listed = new ArrayList<>();
        List<Wake> next = store.waiting.waiting(shard, Optional.empty(), page);
        while (!next.isEmpty()) {
            assertThat(next).hasSizeLessThanOrEqualTo(page);
            listed.addAll(next);
            next = store.waiting.waiting(shard, Optional.of(listed.getLast()), page);
        }
        return listed;
    }

    Optional<R> find() {
        return store.find.apply(user);
    }

    R save(R row) {
        return store.save.apply(row).orElseThrow();
    }

    private static <R extends Record> R version(R row, long version) {
        return Records.with(row, "version", version);
    }

    static List<UserId> inShard(int shard, int count) {
        return Stream.generate(SweptRowsContract::user)
                .filter(next -> Shards.of(next.value()) == shard)
                .limit(count)
                .toList();
    }

    static UserId user() {
        return new UserId("store-" + UUID.randomUUID());
    }
}
