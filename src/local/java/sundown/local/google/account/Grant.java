package sundown.local.google.account;

import java.util.Set;

/** What a user allowed a client to do with their account. */
public record Grant(Account account, String clientId, Set<String> scopes) {

    /** True if one of the scopes was granted, or if none is asked for. */
    public boolean allowsOneOf(Set<String> wanted) {
        return wanted.isEmpty() || wanted.stream().anyMatch(scopes::contains);
    }
}
