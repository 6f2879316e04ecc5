package sundown.mail;

import sundown.contract.SecondChannelContract;
import sundown.mail.SecondChannel.Answer;

class InMemorySecondChannelTest extends SecondChannelContract {
    private final InMemorySecondChannel channel = new InMemorySecondChannel().turnOn();

    @Override
    protected SecondChannel channel() {
        return channel;
    }

    @Override
    protected void answerNext(Answer answer) {
        channel.answer(answer);
    }

    @Override
    protected int taken() {
        return channel.taken().size();
    }
}
