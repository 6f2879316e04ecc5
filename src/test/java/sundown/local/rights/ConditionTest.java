package sundown.local.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.local.template.Template.Policies.Statement.StatedCondition;

/**
 * The rules are those of the IAM user guide; several values are separated by a blank, and no value is an absent key.
 */
final class ConditionTest {
    @ParameterizedTest
    @CsvSource({
        "StringEquals, a b, b, true",
        "StringEquals, a b, c, false",
        "StringEquals, a*, ab, false",
        "StringEquals, a, '', false",
        "StringLike, a*, ab, true",
        "StringLike, a*, b, false",
        "StringNotEquals, a b, a, false",
        "StringNotEquals, a b, c, true",
        "StringNotEquals, a, '', true",
        "StringNotLike, a*, ab, false",
        "StringNotLike, a*, b, true",
        "StringEqualsIfExists, a, '', true",
        "StringEqualsIfExists, a, b, false",
        "ForAllValues:StringLike, a* b, a1 b, true",
        "ForAllValues:StringLike, a* b, a1 c, false",
        "ForAllValues:StringLike, a*, '', true",
        "ForAllValues:StringEquals, a b, a, true",
        "ForAllValues:StringEquals, a b, a c, false",
        "ForAnyValue:StringEquals, a b, a c, true",
        "ForAnyValue:StringEquals, a b, c d, false",
        "ForAnyValue:StringEquals, a, '', false",
        "ForAnyValue:StringNotEquals, a, '', false",
        "Null, true, '', true",
        "Null, true, a, false",
        "Null, false, a, true",
        "Null, false, '', false",
        "Bool, false, true, false",
        "Bool, false, False, true",
        "ArnEquals, arn:aws:iam::1:role/A arn:aws:iam::1:role/B, arn:aws:iam::1:role/B, true",
        "ArnEquals, arn:aws:iam::1:role/A, arn:aws:iam::1:role/B, false",
        "ArnLike, arn:aws:iam::1:role/*, arn:aws:iam::1:role/B, true",
        "ArnNotEquals, arn:aws:iam::1:role/A arn:aws:iam::1:role/B, arn:aws:iam::1:role/B, false",
        "ArnNotEquals, arn:aws:iam::1:role/A, arn:aws:iam::1:role/B, true",
        "ArnNotLike, arn:aws:iam::1:role/*, arn:aws:iam::1:role/B, false",
        "DateLessThan, 2030-01-01T00:00:00Z, 2029-12-31T23:59:59Z, true",
        "DateLessThan, 2030-01-01T00:00:00Z, 2030-01-01T00:00:00Z, false",
        "DateLessThanIfExists, 2030-01-01T00:00:00Z, 2030-01-01T00:00:00Z, false",
        "DateLessThanEquals, 2030-01-01T00:00:00Z, 2030-01-01T00:00:00Z, true",
        "DateLessThanEquals, 2030-01-01T00:00:00Z, 2030-01-01T00:00:01Z, false"
    })
    void holdsByTheRulesOfIam(String operator, String ofPolicy, String ofRequest, boolean holds) {
        Condition condition = Condition.of(new StatedCondition(operator, "key", values(ofPolicy)));

        assertThat(condition.holds(Map.of("key", values(ofRequest), "other", List.of("a"))))
                .isEqualTo(holds);
    }

    @Test
    void anOperatorThatIsNotSupportedIsRefusedByName() {
        assertThatThrownBy(() -> Condition.of(new StatedCondition("NumericEquals", "key", List.of("1"))))
                .hasMessage("The condition operator NumericEquals is not supported");
    }

    private static List<String> values(String text) {
        return Stream.of(text.split(" ")).filter(value -> !value.isEmpty()).toList();
    }
}
