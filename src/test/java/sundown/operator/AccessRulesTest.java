package sundown.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.operator.Access.Proof;
import sundown.operator.Access.Role;
import sundown.operator.AccessRules.Caller;
import sundown.operator.AccessRules.Decision;
import sundown.operator.AccessRules.Reason;

class AccessRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Access APPROVING = Access.with(Proof.FRESH_SIGN_IN, Role.PURGE_APPROVER);
    private static final Decision ADMIT = new Decision.Admit();

    @ParameterizedTest
    @EnumSource
    void admitsTheRoleThatIsAskedForAndNoOther(Role role) {
        for (Role asked : Role.values()) {
            assertThat(decide(Access.of(asked), somebody(Set.of(role), NOW, Set.of())))
                    .isEqualTo(role == asked ? ADMIT : refused(Reason.ROLE_MISSING));
        }
        assertThat(decide(Access.reading(), somebody(Set.of(role), NOW, Set.of())))
                .isEqualTo(ADMIT);
    }

    @Test
    void refusesThoseWithoutARoleAndThoseWithoutAToken() {
        assertThat(decide(Access.reading(), somebody(Set.of(), NOW, Set.of()))).isEqualTo(refused(Reason.ROLE_MISSING));
        assertThat(decide(Access.reading(), new Caller.Nobody())).isEqualTo(refused(Reason.NOT_SIGNED_IN));
    }

    @Test
    void needsARoleToAskFor() {
        assertThatIllegalArgumentException().isThrownBy(Access::of);
    }

    @Test
    void takesACallWithIamButForAnApproval() {
        Caller caller = new Caller.BreakGlass(Operator.unproven("Ada"));

        assertThat(decide(Access.of(Role.EMERGENCY), caller)).isEqualTo(ADMIT);
        assertThat(decide(Access.with(Proof.SIGNATURE, Role.PURGE_PLANNER), caller))
                .isEqualTo(ADMIT);
        assertThat(decide(APPROVING, caller)).isEqualTo(refused(Reason.TOKEN_REQUIRED));
    }

    @Test
    void admitsAnApproverWithinAQuarterOfAnHourOfTheirSignIn() {
        assertThat(approves(NOW)).isEqualTo(ADMIT);
        assertThat(approves(NOW.minus(Duration.ofMinutes(15)))).isEqualTo(ADMIT);
        assertThat(approves(NOW.minus(Duration.ofMinutes(15)).minusSeconds(1)))
                .isEqualTo(refused(Reason.SIGN_IN_TOO_OLD));
        assertThat(approves(NOW.plusSeconds(60))).isEqualTo(ADMIT);
        assertThat(approves(NOW.plusSeconds(61))).isEqualTo(refused(Reason.SIGN_IN_TOO_OLD));
        assertThat(decide(
                        APPROVING,
                        new Caller.SignedIn(
                                SampleOperators.named("Ada"), EnumSet.allOf(Role.class), Optional.empty(), Set.of())))
                .isEqualTo(refused(Reason.SIGN_IN_TOO_OLD));
    }

    @Test
    void asksAnApproverForASecondFactorWhereThatIsConfigured() {
        Caller without = somebody(EnumSet.allOf(Role.class), NOW, Set.of("pwd"));
        Caller with = somebody(EnumSet.allOf(Role.class), NOW, Set.of("pwd", "mfa"));

        assertThat(AccessRules.decide(APPROVING, without, Optional.of("mfa"), NOW))
                .isEqualTo(refused(Reason.SECOND_FACTOR_MISSING));
        assertThat(AccessRules.decide(APPROVING, with, Optional.of("mfa"), NOW)).isEqualTo(ADMIT);
        assertThat(AccessRules.decide(Access.of(Role.LEGAL), without, Optional.of("mfa"), NOW))
                .isEqualTo(ADMIT);
    }

    @Test
    void readsTheNamesOfRoles() {
        assertThat(OperatorSettings.roles("viewer=all purge-approver=board"))
                .isEqualTo(Map.of("all", Role.VIEWER, "board", Role.PURGE_APPROVER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "viewer", "viewer=", "boss=all", "viewer=a viewer=b", "viewer=a support=a"})
    void refusesNamesThatAreNone(String names) {
        assertThatIllegalArgumentException().isThrownBy(() -> OperatorSettings.roles(names));
    }

    private static Decision approves(Instant signedInAt) {
        return decide(APPROVING, somebody(Set.of(Role.PURGE_APPROVER), signedInAt, Set.of()));
    }

    private static Decision decide(Access access, Caller caller) {
        return AccessRules.decide(access, caller, Optional.empty(), NOW);
    }

    private static Caller somebody(Set<Role> roles, Instant signedInAt, Set<String> factors) {
        return new Caller.SignedIn(SampleOperators.named("Ada"), roles, Optional.of(signedInAt), factors);
    }

    private static Decision refused(Reason why) {
        return new Decision.Refuse(why);
    }
}
