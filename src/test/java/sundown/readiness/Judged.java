package sundown.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import sundown.readiness.Readiness.Outcome;

/** What outcomes must be. */
final class Judged {
    private Judged() {}

    static void passes(Outcome outcome, String found) {
        assertThat(outcome).isInstanceOf(Outcome.Pass.class);
        assertThat(outcome.found()).contains(found);
    }

    static void warns(Outcome outcome, String found, String remedy) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Warn.class, warn -> {
            assertThat(warn.found()).contains(found);
            assertThat(warn.remedy()).contains(remedy);
        });
    }

    static void fails(Outcome outcome, String found, String remedy) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Fail.class, fail -> {
            assertThat(fail.found()).contains(found);
            assertThat(fail.remedy()).contains(remedy);
        });
    }
}
