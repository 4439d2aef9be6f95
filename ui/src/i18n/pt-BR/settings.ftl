# Configurações e cópias de segurança.
settings-school = Escola
settings-language = Idioma
settings-zone = Fuso horário
settings-zone-hint = Os dias começam e terminam neste fuso, onde quer que você esteja.
settings-file = Arquivo do livro
settings-reveal = Mostrar na pasta
settings-look = Aparência
settings-look-text = Para o Rollbook neste computador, qualquer que seja o livro aberto.
settings-theme = Tema
theme-system = Como o sistema
theme-light = Claro
theme-dark = Escuro
settings-backups = Cópias de segurança
settings-backups-text = O Rollbook copia o livro sozinho e guarda cópias por hora, por dia e por semana.
settings-about = Sobre
backup-now = Copiar agora
backup-at = Quando
backup-reason = Por quê
backup-size = Tamanho
backup-reason-automatic = Automática
backup-reason-manual = Manual
backup-reason-migration = Antes de uma atualização
backup-reason-restore = Antes de uma restauração
backup-reason-rescue = Salva quando o arquivo sumiu
backup-none = Ainda não há cópia.
backup-done = Cópia feita ({ $size }).
backup-restore = Restaurar…
backup-restore-now = Restaurar
backup-restore-at = Restaurar a cópia de { $at }
backup-restore-title = Restaurar esta cópia?
backup-restore-text = O livro inteiro volta a ser como era em { $at }. O que foi feito depois não estará nele.
backup-restore-members-fewer =
    { $n ->
        [one] { $n } membro a menos: { $after } em vez de { $now }
       *[other] { $n } membros a menos: { $after } em vez de { $now }
    }
backup-restore-members-more =
    { $n ->
        [one] { $n } membro a mais: { $after } em vez de { $now }
       *[other] { $n } membros a mais: { $after } em vez de { $now }
    }
backup-restore-trashed-fewer =
    { $n ->
        [one] { $n } a menos na lixeira: { $after } em vez de { $now }
       *[other] { $n } a menos na lixeira: { $after } em vez de { $now }
    }
backup-restore-trashed-more =
    { $n ->
        [one] { $n } a mais na lixeira: { $after } em vez de { $now }
       *[other] { $n } a mais na lixeira: { $after } em vez de { $now }
    }
backup-restore-courses-fewer =
    { $n ->
        [one] { $n } curso a menos: { $after } em vez de { $now }
       *[other] { $n } cursos a menos: { $after } em vez de { $now }
    }
backup-restore-courses-more =
    { $n ->
        [one] { $n } curso a mais: { $after } em vez de { $now }
       *[other] { $n } cursos a mais: { $after } em vez de { $now }
    }
backup-restore-products-fewer =
    { $n ->
        [one] { $n } produto a menos: { $after } em vez de { $now }
       *[other] { $n } produtos a menos: { $after } em vez de { $now }
    }
backup-restore-products-more =
    { $n ->
        [one] { $n } produto a mais: { $after } em vez de { $now }
       *[other] { $n } produtos a mais: { $after } em vez de { $now }
    }
backup-restore-entries-lost =
    { $n ->
        [one] { $n } registro a menos: o que foi feito em { $since }
       *[other] { $n } registros a menos: tudo o que foi feito desde { $since }
    }
backup-restore-entries-back =
    { $n ->
        [one] { $n } registro que o livro não tem agora volta
       *[other] { $n } registros que o livro não tem agora voltam
    }
backup-restore-same = Nada: o livro está como estava então.
backup-restore-safe = Antes, o livro como está agora é copiado, para que você possa voltar a ele.
backup-restored = O livro está como era em { $at }. O estado anterior foi copiado.
check-book = Verificar o livro
check-job = Verificando o livro
check-ok = O livro está íntegro: o arquivo, suas referências e todas as contagens concordam com o histórico.
check-findings =
    { $n ->
        [one] A verificação achou { $n } problema. Restaure uma cópia anterior a ele.
       *[other] A verificação achou { $n } problemas. Restaure uma cópia anterior a eles.
    }
check-notes =
    { $n ->
        [one] Nada está danificado por isto, mas vale olhar:
       *[other] Nada está danificado por estas { $n } coisas, mas vale olhar:
    }
check-more = e mais { $n }
finding-integrity = O arquivo está danificado: { $detail }
finding-foreign-keys =
    { $n ->
        [one] { $table }: { $n } linha pertence a algo que não está no livro ({ $parent }).
       *[other] { $table }: { $n } linhas pertencem a algo que não está no livro ({ $parent }).
    }
finding-derived-columns = { $name } ({ $email }) está guardado com outro nome ou e-mail; uma busca pode não achá-lo.
finding-merged = { $name } ({ $email }) foi mesclado, mas com ninguém que esteja aqui. Outro programa pode ter alterado o livro.
finding-merged-access = { $name } ({ $email }) foi mesclado, mas ainda tem acesso próprio. Desfaça a mesclagem e mescle de novo.
finding-duplicate-email = { $n } membros têm o e-mail { $email }. Procure duplicados em Membros e mescle-os.
finding-journal = { $table } ({ $row }) não está como diz o histórico. Outro programa pode ter alterado o livro.
about-version = Rollbook { $version }
about-text = Software livre. Tudo fica no arquivo do livro neste computador; nada é enviado a lugar nenhum.
