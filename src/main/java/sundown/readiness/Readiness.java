package sundown.readiness;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of all checks; its JSON is the answer to an operator, and the document of the run. */
@RegisterForReflection
public record Readiness(Instant at, List<Check> checks) {
    public Readiness {
        checks = List.copyOf(checks);
    }

    /** The names of the checks that failed. */
    public List<String> failed() {
        return checks.stream()
                .filter(check -> check.outcome().result() == Outcome.Result.FAIL)
                .map(Check::name)
                .toList();
    }

    /**
     * One check of a run.
     *
     * @param name stable, in kebab case; the runbook has a row for each
     * @param figures on which the outcome rests, by subject, for those who forecast with them
     */
    @RegisterForReflection
    public record Check(
            String name,
            @JsonUnwrapped Outcome outcome,

            @JsonSetter(nulls = Nulls.AS_EMPTY) @JsonInclude(JsonInclude.Include.NON_EMPTY)
            Map<String, Map<String, Long>> figures) {
        public Check {
            figures = Map.copyOf(figures);
        }

        /** A check without figures. */
        public Check(String name, Outcome outcome) {
            this(name, outcome, Map.of());
        }
    }

    /**
     * The outcome of a check.
     *
     * @param found a sentence for operators; it names no user, no amount of one user, and no secret
     * @param remedy a sentence for operators; empty if the check passed
     */
    @RegisterForReflection
    public record Outcome(Result result, String found, Optional<String> remedy) {
        public Outcome {
            if (remedy.isPresent() == (result == Result.PASS)) {
                throw new IllegalArgumentException("a check has a remedy unless it passes");
            }
        }

        /** The result of a check. */
        @RegisterForReflection
        public enum Result {
            /** All is as it must be. */
            @JsonProperty("pass")
            PASS,
            /** The check cannot tell, or its subject is worth a look before the opening. */
            @JsonProperty("warn")
            WARN,
            /** Users would meet a fault. */
            @JsonProperty("fail")
            FAIL
        }

        public static Outcome pass(String found) {
            return new Outcome(Result.PASS, found, Optional.empty());
        }

        public static Outcome warn(String found, String remedy) {
            return new Outcome(Result.WARN, found, Optional.of(remedy));
        }

        public static Outcome fail(String found, String remedy) {
            return new Outcome(Result.FAIL, found, Optional.of(remedy));
        }
    }
}
