package sundown.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import sundown.simulation.run.Violation;

/**
 * {@code make simulate}: runs {@code SEEDS} worlds from the seed {@code FIRST} on, or replays the one of {@code SEED}
 * and tells what happens in it. Exits with 1 when something did not hold.
 */
public final class Simulate {
    private static final int USUAL_SEEDS = 2_000;

    private Simulate() {}

    /** Reads the environment; there are no arguments. */
    public static void main(String[] arguments) {
        Report report = number("SEED").map(Simulate::replay).orElseGet(Simulate::many);
        report.violations.forEach(Simulate::print);
        if (!report.violations.isEmpty()) {
            System.exit(1);
        }
    }

    private static Optional<Long> number(String variable) {
        return text(variable).map(Long::valueOf);
    }

    private static Optional<String> text(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(text -> !text.isBlank());
    }

    private static Report replay(long seed) {
        Report report = Simulation.ofFunctions().replay(seed, line -> System.out.println(line.get()));
        System.out.printf("seed %d: %d steps, %d violations%n", seed, report.steps(), report.violations.size());
        return report;
    }

    private static Report many() {
        Clock clock = Clock.systemUTC();
        Instant start = clock.instant();
        int count = number("SEEDS").orElse((long) USUAL_SEEDS).intValue();
        SeedRange seeds = SeedRange.read(text("FIRST").orElse("1"), count, LocalDate.now(clock));
        System.out.println("seeds         " + seeds);
        Report report = Simulation.ofFunctions().run(seeds.first(), seeds.last());
        print(report, Duration.between(start, clock.instant()));
        LongSilence.print();
        return report;
    }

    private static void print(Report report, Duration time) {
        int points = report.crashPoints().size();
        System.out.printf("runs          %,d%n", report.runs());
        System.out.printf("steps         %,d%n", report.steps());
        System.out.printf(
                "crash points  %d of %d covered%n", points - report.uncovered().size(), points);
        report.uncovered().forEach(point -> System.out.println("  not covered: " + point));
        System.out.println("answers of the library");
        report.coverage
                .answers()
                .forEach((call, kinds) -> System.out.printf("  %-11s %s%n", call, String.join(" ", kinds)));
        System.out.println("what happened");
        report.coverage.counts().forEach((what, times) -> System.out.printf("  %-34s %,d%n", what, times));
        System.out.printf("time          %.1f s%n", time.toMillis() / 1000.0);
        System.out.printf("violations    %d%n", report.violations.size());
    }

    private static void print(long seed, Violation violation) {
        System.out.printf("seed %d: %s%n", seed, violation.getMessage());
        System.out.printf("  replay it with: make simulate SEED=%d%n", seed);
    }
}
