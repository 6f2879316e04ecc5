package sundown.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import sundown.simulation.run.Invocations.Skews;

class InterleavingTest {
    private static final int SEEDS = 300;

    /** A world of two workers that share a row: each reads it, and then writes what it has read and one more. */
    private static final class Pair {
        final Chance chance;
        final Runs runs = new Runs();
        final Interleaving interleaving;
        final Invocations invocations;
        final AtomicInteger row = new AtomicInteger();
        final StringBuilder order = new StringBuilder();

        Pair(long seed) {
            chance = new Chance(seed);
            WorldTime time = new WorldTime(Instant.EPOCH);
            interleaving = new Interleaving(chance, runs, time, new Coverage());
            invocations = new Invocations(runs, time, Skews.any(chance), interleaving);
        }

        String run() {
            invoke(() -> {
                interleaving.between(() -> invoke(() -> add("b")));
                add("a");
            });
            return order.toString();
        }

        void invoke(Runnable work) {
            invocations.of(FunctionName.BATCH, Optional.empty(), () -> {
                work.run();
                return true;
            });
        }

        private void add(String worker) {
            interleaving.at();
            int read = row.get();
            order.append(worker);
            interleaving.at();
            row.set(read + 1);
            order.append(worker);
        }
    }

    @Test
    void runsTwoWorkersInEachOrder() {
        assertThat(LongStream.range(0, SEEDS).mapToObj(seed -> new Pair(seed).run()))
                .contains("bbaa", "baab", "abba", "aabb", "abab", "baba");
    }

    @Test
    void findsALostUpdate() {
        assertThat(LongStream.range(0, SEEDS).filter(seed -> {
                    Pair pair = new Pair(seed);
                    pair.run();
                    return pair.row.get() < 2;
                }))
                .hasSizeGreaterThan(SEEDS / 10);
    }

    @Test
    void runsTheSameOrderForTheSameSeed() {
        assertThat(LongStream.range(0, SEEDS))
                .allSatisfy(seed -> assertThat(new Pair(seed).run()).isEqualTo(new Pair(seed).run()));
    }

    @Test
    void endsTheSecondWorkerBeforeTheFirstOneEnds() {
        assertThat(LongStream.range(0, SEEDS).mapToObj(seed -> new Pair(seed).run()))
                .allSatisfy(order -> assertThat(order).hasSize(4));
    }

    @Test
    void throwsAViolationThatTheSecondWorkerFinds() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Pair pair = new Pair(seed);
            assertThatExceptionOfType(Violation.class)
                    .isThrownBy(() -> pair.invoke(() -> {
                        pair.interleaving.between(() -> {
                            throw new Violation("it holds", "it does not");
                        });
                        pair.add("a");
                    }));
        }
    }
}
