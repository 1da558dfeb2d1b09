package org.einhand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class EinhandApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(EinhandApplication.class, arguments);
    }
}
