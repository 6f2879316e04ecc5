package sundown.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.common.collect.Sets;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sundown.local.rights.RightsReport.Grant;
import sundown.local.rights.UnusedRights;

/**
 * A right that the template gives a function is used by the tests of this package, or listed with the reason why not.
 * Quarkus runs the tests in the order of their names: those that use rights have run before.
 */
@FunctionTest
class UnusedRightsTest {
    private static final Set<String> IN_PROCESSES_ALONE = Set.of("publish-timeline");

    private final UnusedRights known = UnusedRights.read();

    @Inject
    Installation sundown;

    @Test
    void areListed() {
        assumeThat(Sets.difference(sundown.functions(), sundown.rights.invoked()))
                .isEqualTo(IN_PROCESSES_ALONE);

        List<Grant.Of> unlisted = sundown.rights.unused().stream()
                .filter(right -> known.reason(right).isEmpty())
                .toList();

        assertThat(unlisted).isEmpty();
    }

    @Test
    void areListedOnlyIfTheTemplateGivesThem() {
        assertThat(known.without(sundown.rights.all())).isEmpty();
    }
}
