package sundown.mail;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.mail.Mail.MailKind;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * The jobs that mail the users of a group. An event of the group begins one. As a task of the sweep, it sends late
 * chunks again, and begins nothing.
 */
@Singleton
public record GroupMails(
        TimelineStore timelines,
        Jobs jobs,
        JobStore store,
        GroupChunks chunks,
        @Named(GroupMail.QUEUE) MessageQueue<ChunkMessage> queue)
        implements GroupTask {

    /** Begins to mail the users of a group, unless that has begun for this event. */
    void begin(MailTask.OfGroup event, MailKind kind) {
        jobs.advanceRun(GroupMail.job(kind, event.group()), event.at(), chunks.number(), queue);
    }

    @Override
    public TaskName name() {
        return TaskName.MAILS;
    }

    @Override
    public int advance(Group group) {
        return GroupMail.jobs(group.id())
                .flatMap(job -> store.find(job).stream())
                .mapToInt(job -> jobs.advanceRun(job.id(), job.run(), job.chunks(), queue))
                .sum();
    }
}
