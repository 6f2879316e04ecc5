package sundown.closing;

import sundown.account.AccountStore;
import sundown.archive.ArchiveStore;
import sundown.membership.MembershipStore;
import sundown.runtime.ObservedPort;
import sundown.transfer.TransferStore;

/** Ports of which each tells an observer of every call. */
final class ObservedPorts {
    private ObservedPorts() {}

    static ClosingFunctions.Ports over(ClosingFunctions.Ports ports, ObservedPort.Observer observer) {
        return new ClosingFunctions.Ports(
                ObservedPort.of(AccountStore.class, ports.accounts(), observer),
                ObservedPort.of(MembershipStore.class, ports.memberships(), observer),
                ports.timelines(),
                ObservedPort.of(TransferStore.class, ports.transfers(), observer),
                ObservedPort.of("TransferQueue", ports.transferQueue(), observer),
                ObservedPort.of(ArchiveStore.class, ports.archives(), observer),
                ObservedPort.of(ClosingStore.class, ports.closings(), observer),
                ObservedPort.of("ClosingQueue", ports.queue(), observer));
    }
}
