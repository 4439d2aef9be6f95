# A lista de membros, um membro e o acesso.
members-add = Adicionar membro
members-search = Buscar nomes e e-mails
members-count =
    { $n ->
        [one] { $n } membro
       *[other] { $n } membros
    }
members-count-of = { $n } de { $all }
members-trash-count =
    { $n ->
        [one] { $n } na lixeira
       *[other] { $n } na lixeira
    }
members-list = Membros
members-columns = Colunas
members-columns-reset = Restaurar colunas
members-filter = Filtro
members-filter-clear = Limpar tudo
members-empty = Nenhum membro ainda
members-empty-text = Traga a lista que você tem ou adicione a primeira pessoa à mão. Tudo pode ser desfeito.
members-none = Ninguém corresponde
members-none-text = Nenhum membro corresponde a esta busca e a estes filtros.
members-none-broken = O filtro acima quebra no lugar marcado.
members-trash-empty = A lixeira está vazia
members-trash-empty-text = Membros movidos para a lixeira ficam aqui até você restaurá-los.
members-show-all = Mostrar todos os membros
members-filter-lacks = Sem acesso
members-filter-trash = Lixeira
members-courses-more = +{ $n }

selection = Seleção
selection-count =
    { $n ->
        [one] { $n } selecionado
       *[other] { $n } selecionados
    }
selection-of = de { $all }
selection-dropped =
    { $n ->
        [one] { $n } membro selecionado não corresponde mais e saiu da seleção.
       *[other] { $n } membros selecionados não correspondem mais e saíram da seleção.
    }
selection-all = Selecionar todos os { $n }
selection-clear = Limpar seleção
selection-grant = Dar acesso…
selection-change = Alterar acesso…
selection-status = Definir status
selection-start = Definir um início…
selection-trash = Para a lixeira
selection-restore = Restaurar
job-grant = Dando acesso
job-status = Definindo o status
job-trash = Movendo para a lixeira
job-restore = Restaurando

row-open = Abrir
row-look = Visão rápida
row-access = Editar acesso
row-trash = Mover para a lixeira
row-restore = Restaurar

look-title = Visão rápida
look-last = Feito por último
look-more =
    { $n ->
        [one] Mais { $n } curso
       *[other] Mais { $n } cursos
    }
look-no-access = Sem acesso a nenhum curso.

add-email-missing = É preciso um e-mail; é por ele que um membro é conhecido.
access-title = Acesso
access-pick = Adicionar cursos ou produtos
access-starts = Início (vazio: hoje)
access-expires = Expira em (vazio: nunca)
access-no-courses = Ainda não há cursos nem produtos. Adicione um na página Cursos para dar acesso.
picker-find = Procurar
nobody-is-emailed = Ninguém recebe e-mail.
grant-title =
    { $n ->
        [one] Dar acesso a { $n } membro
       *[other] Dar acesso a { $n } membros
    }
grant-choose = Escolha o que vão receber.
grant-effect =
    { $n ->
        [0] Ninguém recebe acesso novo.
        [one] { $n } membro recebe um acesso novo.
       *[other] { $n } membros recebem um acesso novo.
    }
grant-do =
    { $n ->
        [one] Dar a { $n } membro
       *[other] Dar a { $n } membros
    }
grant-job = Dando acesso

change-title =
    { $n ->
        [one] Alterar o acesso de { $n } membro
       *[other] Alterar o acesso de { $n } membros
    }
change-kind = Alteração
change-give = Dar acesso
change-expire = Expira em…
change-shift = Deslocar a expiração em dias
change-endless = Nunca expira
change-revoke = Retirar
change-active = Tornar ativo
change-pending = Tornar pendente
change-disabled = Pausar (bloqueado)
change-cohort = Mover para uma turma…
change-cohort-to = Nova turma
change-cohort-over-too = Também os membros cujo acesso já terminou
change-no-cohorts = Nenhum curso tem turmas. Adicione-as na página de um curso.
change-day = Último dia
change-days = Dias
change-days-hint = Para depois; com menos, para antes.
change-of = Escolher cursos ou produtos
change-of-everything = Nenhum escolhido: vale para tudo o que eles têm.
change-over-too = Também o acesso que já terminou, que pode voltar
change-choose = Diga o que muda, para ver para quem.
change-effect =
    { $n ->
        [0] Nada muda.
        [one] O acesso de { $n } membro muda.
       *[other] O acesso de { $n } membros muda.
    }
change-left = Fica como está (um membro pode estar em várias linhas):
change-left-no-access =
    { $n ->
        [one] { $n } não tem nenhum acesso.
       *[other] { $n } não têm nenhum acesso.
    }
change-left-none =
    { $n ->
        [one] { $n } não tem nada disso.
       *[other] { $n } não têm nada disso.
    }
change-left-by-product =
    { $n ->
        [one] { $n } também tem por um produto, que fica como está.
       *[other] { $n } também têm por um produto, que fica como está.
    }
change-left-already =
    { $n ->
        [one] Para { $n } já é assim.
       *[other] Para { $n } já é assim.
    }
change-left-given =
    { $n ->
        [one] { $n } já tem isso ou mais.
       *[other] { $n } já têm isso ou mais.
    }
change-left-partly =
    { $n ->
        [one] { $n } já tem uma parte.
       *[other] { $n } já têm uma parte.
    }
change-left-blocked =
    { $n ->
        [one] { $n } tem o acesso pausado, que fica pausado; o novo acesso o abre.
       *[other] { $n } têm o acesso pausado, que fica pausado; o novo acesso o abre.
    }
change-left-no-end =
    { $n ->
        [one] { $n } tem acesso sem fim.
       *[other] { $n } têm acesso sem fim.
    }
change-left-over =
    { $n ->
        [one] { $n } tem acesso que já terminou; fica assim.
       *[other] { $n } têm acesso que já terminou; fica assim.
    }
change-left-ends-before-start =
    { $n ->
        [one] Para { $n } terminaria antes de começar; fica como está.
       *[other] Para { $n } terminaria antes de começar; fica como está.
    }
change-sample =
    { $n ->
        [one] Antes → depois, { $n } de { $all }
       *[other] Antes → depois, os primeiros { $n } de { $all }
    }
change-do =
    { $n ->
        [one] Alterar { $n } membro
       *[other] Alterar { $n } membros
    }
change-job = Alterando acessos
set-start-job = Definindo o início
set-start-title =
    { $n ->
        [one] Definir um início próprio para { $n } membro
       *[other] Definir um início próprio para { $n } membros
    }
set-start-choose = Diga a partir de que dia o curso conta, para ver para quem.
set-start-again = De novo a partir da matrícula e da turma
set-start-effect =
    { $n ->
        [0] O início de ninguém muda.
        [one] O início de { $n } membro muda.
       *[other] O início de { $n } membros muda.
    }
set-start-without-access =
    { $n ->
        [one] { $n } deles não tem o curso. Vale quando o receber.
       *[other] { $n } deles não têm o curso. Vale quando o receberem.
    }
set-start-do =
    { $n ->
        [one] Definir o início de { $n } membro
       *[other] Definir o início de { $n } membros
    }

member-tabs = Sobre este membro
member-tab-access = Acesso
member-tab-profile = Perfil
member-tab-progress = Progresso
member-tab-history = Histórico
member-place = { $n } de { $all }
member-place-left = Não está mais entre os { $all } da lista
member-previous = Membro anterior
member-next = Próximo membro
member-copy-email = Copiar e-mail
member-edit-access = Editar acesso
member-block = Bloquear
member-unblock = Desbloquear
member-in-trash = Este membro está na lixeira.
access-none = Ainda sem acesso
access-none-text = Este membro não tem nenhum curso. Dê acesso a um curso ou produto; pode ter um fim e pode ser desfeito.
access-progress = Progresso em { $course }
access-expires-of = { $course }: expira em
access-expires-by = Vem por um produto, com os outros cursos dele: altere abaixo
access-state-of = { $title }: situação
access-cohort-of = Turma de { $course }
access-no-cohort = Sem turma
access-cohort-from = { $title }, a partir de { $day }
access-cohort-closed = { $cohort } (fechada)
access-preview = O que muda
access-preview-nothing = Nada: já está assim.
access-edit-title = Acesso de { $name }
access-add = Adicionar acesso
access-from = { $source }, desde { $day }
access-remove = Retirar { $title }
access-keep = Manter { $title }
access-reasons = De onde vem { $course }
access-status-of = { $course }: status
access-course-itself = O próprio curso
access-opens-too = Também abre { $courses }: uma mudança aqui muda esses também.
access-kept = { $product } mantém sem fim.
access-kept-until = { $product } mantém até { $day }.
access-ended =
    { $n ->
        [one] { $n } acesso encerrado
       *[other] { $n } acessos encerrados
    }
progress-no-access = sem acesso agora
history-filter = Mostrar no histórico
history-by = Por quem
history-anybody = Por qualquer pessoa
history-import = Por qual importação
history-any-import = Com ou sem importação
history-count-of = { $n } de { $all } registros
profile-name-hint = Como a pessoa escreve. Nome e sobrenome só ficam separados quando uma lista os traz.
profile-unsaved = Ainda não salvo
profile-discard = Descartar mudanças
history-more =
    { $n ->
        [one] Mostrar mais { $n } registro
       *[other] Mostrar mais { $n } registros
    }
history-empty = Sem histórico
history-empty-text = Cada mudança neste membro aparece aqui, antes e depois, e pode ser desfeita por si só.
