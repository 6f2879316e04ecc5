package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.limit.Limit;
import sundown.local.template.Value;

/** Operators can set a limit to what its parameter can be. */
final class LimitBoundsTest {
    /** Lambda calls two workers at once at least, unless the work itself waits. */
    private static final long LEAST_CONCURRENCY = 2;

    @ParameterizedTest
    @EnumSource
    void areThoseOfTheParameter(Limit limit) {
        String name = limit.word().substring(0, 1).toUpperCase(Locale.ROOT)
                + limit.word().substring(1);
        Value parameter = Deployed.template().parameters().get(name);
        assertThat(number(parameter, "MinValue"))
                .contains(limit == Limit.PURGE_CONCURRENCY ? LEAST_CONCURRENCY : limit.least());
        assertThat(number(parameter, "MaxValue").orElse(limit.most())).isEqualTo(limit.most());
        assertThat(number(parameter, "Default").orElseThrow()).isBetween(limit.least(), limit.most());
    }

    private static Optional<Long> number(Value parameter, String field) {
        return Deployed.text(parameter.find(field)).map(Long::valueOf);
    }
}
