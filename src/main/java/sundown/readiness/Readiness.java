package sundown.readiness;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run of all checks. */
public record Readiness(Instant at, List<Check> checks) {
    public Readiness {
        checks = List.copyOf(checks);
    }

    /** The names of the checks that failed. */
    public List<String> failed() {
        return checks.stream().filter(Check::failed).map(Check::name).toList();
    }

    /**
     * One check of a run.
     *
     * @param name stable, in kebab case; the runbook has a row for each
     * @param figures on which the outcome rests, by what they are about, for those who forecast with them
     */
    public record Check(String name, Outcome outcome, Map<String, Map<String, Long>> figures) {
        public Check {
            figures = Map.copyOf(figures);
        }

        /** A check without figures. */
        public Check(String name, Outcome outcome) {
            this(name, outcome, Map.of());
        }

        boolean failed() {
            return outcome instanceof Outcome.Fail;
        }
    }

    /** The outcome of a check. */
    public sealed interface Outcome {
        /** What was found, in a sentence for operators; it names no user, no amount of one user, and no secret. */
        String found();

        /** All is as it must be. */
        record Pass(String found) implements Outcome {}

        /**
         * It cannot be told, or it is worth a look before the opening.
         *
         * @param remedy what to do, in a sentence
         */
        record Warn(String found, String remedy) implements Outcome {}

        /**
         * Users would meet this.
         *
         * @param remedy what to do, in a sentence
         */
        record Fail(String found, String remedy) implements Outcome {}
    }
}
