package sundown.operator;

import java.util.EnumSet;
import java.util.Set;

/**
 * Who may call a function.
 *
 * @param roles an operator needs one of them; never empty, so that nobody forgets to say it
 * @param reads true where a call changes nothing; only then may a call with IAM leave out who calls
 */
public record Access(Set<Role> roles, Proof proof, boolean reads) {
    public Access {
        roles = Set.copyOf(roles);
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a function that nobody may call");
        }
    }

    /** Every operator may call it: it changes nothing. */
    public static Access reading() {
        return new Access(EnumSet.allOf(Role.class), Proof.GATEWAY, true);
    }

    /** Every operator may call it, though it changes something: waiting for the right person would be worse. */
    public static Access everyOperator() {
        return of(Role.values());
    }

    /** Operators with one of these roles may call it. */
    public static Access of(Role... roles) {
        return with(Proof.GATEWAY, roles);
    }

    /** Operators with one of these roles may call it, and prove who they are. */
    public static Access with(Proof proof, Role... roles) {
        return new Access(Set.of(roles), proof, false);
    }
}
