package sundown.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
    /** The spellings with which one person once was planner and both approvers. */
    @ParameterizedTest
    @ValueSource(strings = {"Ada", "ada", "\u0410da", "\uff21\uff44\uff41", "Ada.", "Grace"})
    void isTheSamePersonUnderEachName(String name) {
        Operator ada = Operator.proven("00u1", "Ada");

        assertThat(Operator.proven("00u1", name).isAnotherThan(ada)).isFalse();
        assertThat(Operator.proven("00u2", name).isAnotherThan(ada)).isTrue();
    }

    /** A sign-in may give the name of a user as they typed it. */
    @Test
    void isNotKnownToBeAnotherByTheCaseOfTheSubjectAlone() {
        Operator ada = Operator.proven("ada@example.com", "Ada");

        assertThat(Operator.proven("Ada@Example.com", "Grace").isAnotherThan(ada))
                .isFalse();
        assertThat(Operator.proven("ada2@example.com", "Ada").isAnotherThan(ada))
                .isTrue();
    }

    @Test
    void isNotKnownToBeAnotherWithoutASubject() {
        Operator ada = Operator.proven("00u1", "Ada");
        Operator grace = Operator.unproven("Grace");

        assertThat(grace.isAnotherThan(ada)).isFalse();
        assertThat(ada.isAnotherThan(grace)).isFalse();
        assertThat(grace.isAnotherThan(Operator.unproven("Linus"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "Zo\u00eb", "\u0000"})
    void hasASubjectOfVisibleAscii(String subject) {
        assertThat(Operator.isSubject(subject)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Operator.proven(subject, "Ada"));
    }

    @Test
    void hasASubjectOf255CharactersAtMost() {
        assertThat(Operator.isSubject("a".repeat(255))).isTrue();
        assertThat(Operator.isSubject("a".repeat(256))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Zo\u00eb O'Brien-Nguy\u1ec5n, Zo\u00eb O'Brien-Nguy\u1ec5n",
        "'Lovelace, Ada (Ops)', 'Lovelace, Ada (Ops)'",
        "'Ada\naudit: *', 'Adaaudit: *'",
        "'\u202eadA\u2028', adA",
        "' ', -",
        "'', -"
    })
    void hasANameThatDisturbsNoLine(String given, String kept) {
        assertThat(Operator.unproven(given).name()).isEqualTo(kept);
    }

    @Test
    void cutsALongNameAtAWholeCharacter() {
        assertThat(Operator.unproven("a".repeat(65)).name()).isEqualTo("a".repeat(64));
        assertThat(Operator.unproven("a".repeat(63) + "\ud83d\ude00").name()).isEqualTo("a".repeat(63));
    }

    @Test
    void isLoggedWithTheSubject() {
        assertThat(Operator.proven("00u1", "Ada")).hasToString("Ada (00u1)");
        assertThat(Operator.unproven("Ada")).hasToString("Ada");
    }
}
