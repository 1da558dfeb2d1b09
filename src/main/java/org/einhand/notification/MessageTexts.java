package org.einhand.notification;

import org.springframework.stereotype.Component;

@Component
public class MessageTexts {
    public MessageText write(MessageFacts facts) {
        return new MessageText(facts.caseNumber(), facts.toString(), facts.toString(), facts.caseNumber());
    }
}
