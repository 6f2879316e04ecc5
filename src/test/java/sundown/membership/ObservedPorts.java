package sundown.membership;

import sundown.account.AccountStore;
import sundown.refund.RefundLedger;
import sundown.runtime.ObservedPort;

/** Ports of which each tells an observer of every call. */
final class ObservedPorts {
    private ObservedPorts() {}

    static MembershipFunctions.Ports over(MembershipFunctions.Ports ports, ObservedPort.Observer observer) {
        return new MembershipFunctions.Ports(
                ObservedPort.of(AccountStore.class, ports.accounts(), observer),
                ObservedPort.of(MembershipStore.class, ports.memberships(), observer),
                ports.timelines(),
                ObservedPort.of(WalkStore.class, ports.walks(), observer),
                ObservedPort.of("MembershipQueue", ports.queue(), observer),
                ObservedPort.of(RefundLedger.class, ports.ledger(), observer),
                ObservedPort.of("RefundQueue", ports.refunds(), observer));
    }
}
