package sundown.mail;

import java.time.Clock;
import java.util.Optional;
import sundown.account.ReachStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.JobStore;
import sundown.runtime.Assembly;
import sundown.runtime.Assembly.Called;
import sundown.timeline.TimelineStore;
import sundown.transfer.InventoryStore;
import sundown.transfer.TransferStore;

/** The function of mail and its task of the sweep, put together by hand over any ports. */
public record MailFunctions(SendMailFunction send, GroupMails sweep) {
    /** What they reach the world through. */
    public record Ports(
            AddressBook addresses,
            PostOffice post,
            DeliveryLedger ledger,
            ReachStore reaches,
            SecondChannel secondChannel,
            TransferStore transfers,
            ArchiveStore archives,
            InventoryStore inventories,
            TimelineStore timelines,
            GroupUsers users,
            JobStore jobs,
            @Called("mails") MessageQueue<ChunkMessage> queue,
            MessageQueue<MailTask.Repeatable> events) {}

    /** Puts them together. */
    public static MailFunctions over(Ports ports, GroupChunks chunks, Clock clock) {
        return Assembly.of(MailFunctions.class, ports, chunks, clock, letters());
    }

    /** Letters in all languages. */
    static Letters letters() {
        return new Letters(
                () -> "en zh-Hans zh-Hant hi id fil vi ms my pt-BR tr es ar de fr it ja ko ru th",
                () -> "Old & Photos",
                () -> "https://page.example/",
                () -> Optional.of("mailto:help@photos.example"),
                () -> Optional.of("https://photos.example/help"));
    }
}
