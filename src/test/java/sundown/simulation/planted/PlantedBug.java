package sundown.simulation.planted;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.simulation.run.Plant;
import sundown.transfer.Batch;
import sundown.transfer.Counts;
import sundown.transfer.FailedItem;
import sundown.transfer.ForwardingTransferStore;
import sundown.transfer.Progress;
import sundown.transfer.Transfer;
import sundown.transfer.TransferId;
import sundown.transfer.TransferStore;

/** Bugs that the functions could have, made by a store that is not what they think it is. */
public enum PlantedBug implements Plant {
    /** The counts are written by themselves, before the conditional write of the rest. */
    COUNTS_BEFORE_THE_CONDITIONAL_WRITE {
        @Override
        public TransferStore in(TransferStore real) {
            return new CountsApart(real);
        }
    },

    /** Items are created although their tokens are not saved. */
    TOKENS_NOT_SAVED {
        @Override
        public TransferStore in(TransferStore real) {
            return new ForwardingTransferStore(real) {
                @Override
                public void saveBatch(Transfer transfer, Batch batch) {}
            };
        }
    },

    /** A save asks for no version: the last one wins. */
    NO_VERSION_CHECK {
        @Override
        public TransferStore in(TransferStore real) {
            return new ForwardingTransferStore(real) {
                @Override
                public Optional<Transfer> save(Transfer transfer) {
                    return super.find(transfer.user())
                            .map(stored -> versioned(transfer, stored.version()))
                            .or(() -> Optional.of(transfer))
                            .flatMap(super::save);
                }
            };
        }
    },

    /** What fails is counted and not listed. */
    FAILURES_NOT_LISTED {
        @Override
        public TransferStore in(TransferStore real) {
            return new ForwardingTransferStore(real) {
                @Override
                public void saveFailures(Transfer transfer, List<FailedItem> failures) {}
            };
        }
    },

    /** Nobody looks after transfers whose message was lost. */
    NOBODY_LOOKS_AFTER {
        @Override
        public TransferStore in(TransferStore real) {
            return new ForwardingTransferStore(real) {
                @Override
                public List<UserId> due(Instant now, int limit) {
                    return List.of();
                }
            };
        }
    };

    private static Transfer versioned(Transfer transfer, long version) {
        return new Transfer(
                transfer.user(),
                transfer.id(),
                transfer.account(),
                transfer.grant(),
                transfer.state(),
                transfer.room(),
                transfer.progress(),
                transfer.switches(),
                transfer.startedAt(),
                version);
    }

    /** Keeps the counts in a row of their own. */
    private static final class CountsApart extends ForwardingTransferStore {
        private final Map<TransferId, Counts> counts = new HashMap<>();

        private CountsApart(TransferStore real) {
            super(real);
        }

        @Override
        public Optional<Transfer> find(UserId user) {
            return super.find(user).map(this::counted);
        }

        @Override
        public Optional<Transfer> save(Transfer transfer) {
            counts.put(transfer.id(), transfer.counts());
            return super.save(transfer);
        }

        private Transfer counted(Transfer transfer) {
            Progress progress = transfer.progress();
            return transfer.with(new Progress(
                    progress.pass(),
                    progress.batch(),
                    progress.cursor(),
                    counts.get(transfer.id()),
                    progress.pace(),
                    progress.attempt(),
                    progress.lastFailure()));
        }
    }
}
