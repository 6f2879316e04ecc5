package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import sundown.readiness.Readiness.Outcome;

/** What outcomes must be. */
final class Judged {
    private Judged() {}

    static void passes(Outcome outcome, String found) {
        assertThat(outcome.result()).isEqualTo(Outcome.Result.PASS);
        assertThat(outcome.found()).contains(found);
    }

    static void warns(Outcome outcome, String found, String remedy) {
        judged(outcome, Outcome.Result.WARN, found, remedy);
    }

    static void fails(Outcome outcome, String found, String remedy) {
        judged(outcome, Outcome.Result.FAIL, found, remedy);
    }

    private static void judged(Outcome outcome, Outcome.Result result, String found, String remedy) {
        assertThat(outcome.result()).isEqualTo(result);
        assertThat(outcome.found()).contains(found);
        assertThat(outcome.remedy().orElseThrow()).contains(remedy);
    }
}
