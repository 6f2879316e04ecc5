package sundown.operator;

import java.util.EnumSet;
import java.util.Locale;
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

    /** What a function relies on to know who calls it. */
    public enum Proof {
        /** On what API Gateway verified. People who may invoke the function with IAM can forge that. */
        GATEWAY,
        /** On the signature of the token, which the function verifies itself. */
        SIGNATURE,
        /**
         * The same, of somebody who signed in a short time ago; nobody else may call the function, however they invoke
         * it.
         */
        FRESH_SIGN_IN
    }

    /**
     * What the company's sign-in lets an operator do. The table of docs/operators.md has each function with its roles.
     */
    public enum Role {
        /** Sees everything that operators can see. */
        VIEWER,
        /** Helps users: looks them up, gives them time after the close, sends for their fee, and redrives queues. */
        SUPPORT,
        /** Closes refunds that people had to handle. */
        REFUNDS,
        /** Places and releases holds. */
        LEGAL,
        /** Publishes the timeline. */
        TIMELINE,
        /** Plans purges, and steers jobs. */
        PURGE_PLANNER,
        /** Approves purges that somebody else planned. */
        PURGE_APPROVER,
        /** Allows deletions again that somebody has stopped, and steers jobs. */
        EMERGENCY;

        /** The word for it in settings and documents, {@code purge-planner} for example. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
