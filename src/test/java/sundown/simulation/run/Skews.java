package sundown.simulation.run;

import java.time.Duration;

/**
 * By how much clocks are wrong in a world: most by seconds; but in some worlds those of the functions that end a group
 * by as much as a day, and in others the clock in the answers of S3.
 */
public record Skews(Chance chance, Duration mostOfEndings, Duration trusted) {
    private static final Duration SECONDS = Duration.ofSeconds(4);
    private static final Duration DAY = Duration.ofHours(24);

    public static Skews any(Chance chance) {
        return switch (chance.between(1, 6)) {
            case 1 -> new Skews(chance, DAY, Duration.ZERO);
            case 2 -> new Skews(chance, SECONDS, chance.between(DAY.negated(), DAY));
            default -> new Skews(chance, SECONDS, Duration.ZERO);
        };
    }

    /** By how much the clock of a worker is ahead. */
    Duration of(FunctionName function) {
        Duration most = function.endsGroups() ? mostOfEndings : SECONDS;
        return chance.between(most.negated(), most);
    }
}
