# Configurações e cópias de segurança.
settings-language = Idioma
settings-zone = Fuso horário
