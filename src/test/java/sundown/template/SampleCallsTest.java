package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.local.rights.SampleCalls;
import sundown.template.AwsCalls.Call;

/**
 * What a request needs is known for each operation that the code uses, so no call of a function is of an unknown kind.
 */
@Tag("thorough")
final class SampleCallsTest {
    @Test
    void callEachOperationThatTheCodeUsesAndNoOther() {
        assertThat(SampleCalls.operations())
                .hasSizeGreaterThan(20)
                .isEqualTo(Deployed.functions().stream()
                        .map(function -> AwsCalls.of(Beans.function(function)))
                        .flatMap(Need::calls)
                        .map(Call::name)
                        .collect(Collectors.toSet()));
    }
}
